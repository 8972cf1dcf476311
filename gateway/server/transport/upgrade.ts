import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as HttpsServer } from "node:https";
import type { Duplex } from "node:stream";
import { REST_API_LIMITS } from "../../../aws/quotas";

/** The way an upgrade request is answered: a client may offer any protocol, and only a complete WebSocket handshake is taken. */
export type UpgradeKind = "websocket" | "malformed" | "other";

/**
 * Tells a WebSocket handshake from other offers to upgrade, such as `h2c` of Java's HttpClient and `curl --http2`.
 * https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1
 */
export function upgradeKind({ method, headers, httpVersion }: IncomingMessage): UpgradeKind {
  if (headers.upgrade?.toLowerCase() !== "websocket") {
    return "other";
  }
  const key = headers["sec-websocket-key"] ?? "";
  const isVersion = ["13", "8"].includes(headers["sec-websocket-version"] ?? "");
  const isComplete = method === "GET" && httpVersion === "1.1" && isVersion && /^[+/0-9A-Za-z]{22}==$/.test(key);
  return isComplete ? "websocket" : "malformed";
}

/** The last response of each connection: those before it are sent by then. */
const lastResponses = new WeakMap<Duplex, ServerResponse>();

/** Remembers which response of a connection is the last one, for requests that offer an upgrade while it is under way. */
export function watchResponses<T extends Server>(server: T): T {
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => lastResponses.set(socket, response));
  return server;
}

/** Goes on with a connection that Node.js has taken out of its parser, once the requests before are answered: in order, and all of them. */
function afterResponses(socket: Duplex, next: () => void): void {
  const last = lastResponses.get(socket);
  if (last === undefined || last.closed) {
    next();
  } else {
    last.once("close", next);
  }
}

/**
 * Serves a request as if it had offered no upgrade: "A server MAY ignore a received Upgrade header field". Node.js has taken the
 * connection out of its parser by now, so it gets the request again, without the offer.
 * https://www.rfc-editor.org/rfc/rfc9110#section-7.8
 */
export function ignoreUpgrade(server: Server, message: IncomingMessage, socket: Duplex, head: Buffer): void {
  bodyOf(message, (body) =>
    afterResponses(message.socket, () => {
      if (!socket.destroyed) {
        socket.unshift(Buffer.concat([headOf(message, body), body ?? Buffer.alloc(0), head]));
        server.emit(server instanceof HttpsServer ? "secureConnection" : "connection", connectionOf(message, socket));
      }
    }),
  );
}

/**
 * Hands over the body if Node.js has parsed it, as version 26 does; before, it comes with what follows on the connection.
 * https://github.com/nodejs/node/pull/60016
 */
function bodyOf(message: IncomingMessage, next: (body: Buffer | undefined) => void): void {
  if (message.complete && message.readableLength === 0) {
    next(undefined);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  message.on("data", (chunk: Buffer) => {
    // one chunk over the limit is enough for the answer
    if (length <= REST_API_LIMITS.payload.value) {
      chunks.push(chunk);
      length += chunk.length;
    }
  });
  message.on("end", () => next(Buffer.concat(chunks)));
}

/** Returns the head of a request without its offer, and with the length of a body that was parsed. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage, body: Buffer | undefined): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    const kept = name.toLowerCase() === "connection" ? withoutOffer(value) : value;
    const isLeftOut = OFFER.has(name.toLowerCase()) || (body !== undefined && LENGTH.has(name.toLowerCase()));
    if (!isLeftOut && kept !== "") {
      lines.push(`${name}: ${kept}`);
    }
  }
  return Buffer.from(
    `${[...lines, ...(body === undefined ? [] : [`Content-Length: ${body.length}`])].join("\r\n")}\r\n\r\n`,
    "latin1",
  );
}

/** Returns the connection's stream, which is not the socket where a body was parsed, with the addresses of the socket. */
function connectionOf({ socket }: IncomingMessage, stream: Duplex): Duplex {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  return stream === socket ? stream : Object.assign(stream, { remoteAddress, remotePort, localAddress, localPort });
}

const OFFER = new Set(["upgrade", "http2-settings"]);
const LENGTH = new Set(["content-length", "transfer-encoding"]);

function withoutOffer(connection: string): string {
  const options = connection.split(",").map((option) => option.trim());
  return options.filter((option) => !OFFER.has(option.toLowerCase())).join(", ");
}
