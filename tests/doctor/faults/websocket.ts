import { DOMAIN } from "../loopback/program";
import { jsFunction } from "../../support/http-program";
import { webSocketApi, type TestWebSocketRoute } from "../../support/websocket-program";
import type { Fault } from "./fault";

const alone = { token: null, options: { origin: undefined } };

function chat(handler: string, connect: TestWebSocketRoute = {}) {
  return [
    jsFunction("connect", handler),
    ...webSocketApi({ routes: { $connect: { function: "connect", ...connect }, $default: {} } }),
  ];
}
const welcomes = `exports.handler = async () => ({ statusCode: 200 });`;

export const webSocketFaults: Fault[] = [
  {
    name: "a $connect function that refuses by failing",
    changes: {
      ...alone,
      resources: chat(`exports.handler = async () => { throw new Error("no table"); };`),
      url: `wss://${DOMAIN}/dev`,
    },
    expect: { check: "websocket-handshake", seen: /^50\d .*instead of 101$/, fix: /return \{ statusCode: 200 \}/ },
  },
  {
    name: "a WebSocket URL without its stage",
    changes: { ...alone, resources: chat(welcomes), url: `wss://${DOMAIN}/prod` },
    expect: { check: "websocket-handshake", seen: /^40[34] /, fix: /^Connect to wss:\/\/<host>\/dev/ },
  },
  {
    name: "an HTTP API behind a WebSocket URL",
    changes: { ...alone, url: `wss://${DOMAIN}/orders` },
    expect: { check: "websocket-handshake", seen: /instead of 101$/, fix: /./ },
  },
  {
    name: "a proxy that upgrades without speaking WebSocket",
    changes: {
      ...alone,
      urlOnly: true,
      url: `wss://${DOMAIN}/dev`,
      upgrade: (socket) =>
        void socket.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
        ),
    },
    expect: { check: "websocket-handshake", seen: /wrong sec-websocket-accept/, fix: /proxy/ },
  },
];

/** A WebSocket API that is well. */
export const healthyWebSocket = { ...alone, resources: chat(welcomes), url: `wss://${DOMAIN}/dev` };
