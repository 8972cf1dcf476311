import { createHash, randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Network } from "../network";
import type { HttpAnswer, NoAnswer } from "./http";
import { defined } from "../../language/defined";

/** The text that RFC 6455 has a server append to the client's key. */
const HANDSHAKE_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The upgrade came about, and whether the server proved that it speaks WebSocket. */
export interface Upgraded {
  upgraded: true;
  acceptMatches: boolean;
}

/** Opens a WebSocket and closes it at once: no message is sent. On a live API this runs its `$connect` and `$disconnect` routes. */
export function observeHandshake(
  url: URL,
  headers: Record<string, string>,
  network: Network,
): Promise<Upgraded | HttpAnswer | NoAnswer> {
  const key = randomBytes(16).toString("base64");
  const secure = url.protocol === "wss:" || url.protocol === "https:";
  const target = new URL(url);
  target.protocol = secure ? "https:" : "http:";
  const started = performance.now();
  return new Promise((resolve) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(
      target,
      defined({
        headers: {
          connection: "Upgrade",
          upgrade: "websocket",
          "sec-websocket-version": "13",
          "sec-websocket-key": key,
          ...headers,
        },
        agent: false,
        lookup: network.lookup,
        ca: secure ? network.ca : undefined,
        signal: AbortSignal.timeout(network.timeoutMs),
      }),
    );
    outgoing.once("error", (error) => {
      const late = error.name === "AbortError" || error.name === "TimeoutError";
      resolve({ failure: late ? `no answer within ${network.timeoutMs} ms` : error.message });
    });
    outgoing.once("upgrade", (message, socket) => {
      const wanted = createHash("sha1").update(`${key}${HANDSHAKE_SUFFIX}`).digest("base64");
      resolve({ upgraded: true, acceptMatches: message.headers["sec-websocket-accept"] === wanted });
      // an empty, masked close frame: the server then runs $disconnect as for any client that leaves
      socket.end(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
      socket.on("error", () => undefined);
      socket.resume();
    });
    outgoing.once("response", (message) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("error", (error) => resolve({ failure: error.message }));
      message.on("end", () =>
        resolve({
          status: message.statusCode ?? 0,
          headers: Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
          body: Buffer.concat(chunks).toString("utf8"),
          truncated: false,
          milliseconds: Math.round(performance.now() - started),
        }),
      );
    });
    outgoing.end();
  });
}
