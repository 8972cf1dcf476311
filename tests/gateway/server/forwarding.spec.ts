import assert from "node:assert/strict";
import { request } from "node:https";
import { WebSocket } from "ws";
import { type Gateway, startGateway } from "../../../gateway/server";
import { Backend } from "../../conformance/http-api/echo";
import { until } from "../../conformance/http-api/harness";
import { graphOf, httpApi, jsFunction } from "../../support/http-program";
import { webSocketApi } from "../../support/websocket-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const CONNECT = `exports.handler = async ({ headers: h }) => {
  console.log(h["X-Forwarded-For"], h["X-Forwarded-Port"], h["X-Forwarded-Proto"]);
  return { statusCode: 200 };
};`;

describe("what backends are given of how the client came", () => {
  let gateway: Gateway;
  let backend: Backend;
  const lines: string[] = [];
  const start = async (https: boolean): Promise<void> => {
    lines.length = 0;
    const resources = [
      jsFunction("connect", CONNECT),
      ...httpApi({ routes: { "GET /": { http: backend.url } } }),
      ...webSocketApi({ routes: { $connect: { function: "connect" }, $default: { http: `${backend.url}/message` } } }),
    ];
    gateway = await startGateway(readSnapshot(graphOf(resources)), { port: 0, https, log: (line) => lines.push(line) });
  };
  const opened = async (headers: Record<string, string> = {}): Promise<void> => {
    const url = `${gateway.url.replace("http", "ws")}/dev`;
    const socket = new WebSocket(url, { headers, rejectUnauthorized: false });
    await new Promise((done, fail) => socket.on("open", done).on("error", fail));
    socket.terminate();
  };

  beforeEach(async () => {
    backend = await Backend.start();
  });
  afterEach(async () => {
    await gateway.close();
    await backend.close();
  });

  it("HTTP backends get https in Forwarded where the gateway serves it", async () => {
    await start(true);
    const { hostname, port } = new URL(gateway.url);
    const text = await new Promise<string>((done, fail) => {
      const outgoing = request({ hostname, port, path: "/", rejectUnauthorized: false, agent: false }, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () => done(body));
      });
      outgoing.on("error", fail).end();
    });
    const { headers } = JSON.parse(text) as { headers: Record<string, string> };
    assert.equal(headers.forwarded, `for=127.0.0.1;host=127.0.0.1:${port};proto=https`);
  });

  it("$connect functions get the scheme and the port of the gateway", async () => {
    for (const https of [false, true]) {
      await start(https);
      await opened();
      await until(
        () => lines.length > 0,
        () => "line of $connect",
      );
      const { port } = new URL(gateway.url);
      assert.deepEqual(lines, [`[connect] 127.0.0.1 ${port} ${https ? "https" : "http"}`]);
      if (!https) {
        await gateway.close();
      }
    }
  });

  it("$connect functions get the addresses that a proxy before the gateway saw, and nothing that a client makes up", async () => {
    await start(false);
    await opened({ "x-forwarded-for": "203.0.113.9", "x-forwarded-port": "1", "x-forwarded-proto": "gopher" });
    await until(
      () => lines.length > 0,
      () => "line of $connect",
    );
    assert.deepEqual(lines, [`[connect] 203.0.113.9, 127.0.0.1 ${new URL(gateway.url).port} http`]);
  });
});
