import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

interface Received {
  message: IncomingMessage;
  url: URL;
  body: Buffer;
  objects: Map<string, Buffer>;
}

type Answer = (response: ServerResponse, received: Received) => void;

const JSON_TYPE = { "Content-Type": "application/json" };

/** The backend's answers by path, in place of those that the recordings called. */
const ANSWERS: Record<string, Answer> = {
  "/echo": (response, received) => {
    const { message, url, body } = received;
    const names = [...new Set(url.searchParams.keys())];
    const args = Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(",")]));
    const data = parsed(body);
    const answer = { args, data, json: data, headers: message.headers, method: message.method, path: url.pathname };
    const sent = JSON.stringify(answer);
    const own = { "Content-Length": Buffer.byteLength(sent), "X-Amzn-RequestId": "backend-request" };
    response.writeHead(200, { ...JSON_TYPE, ...own }).end(sent);
  },
  "/raw": (response, { body }) => response.writeHead(200, JSON_TYPE).end(body),
  "/status": (response, { url }) => {
    const status = Number(url.pathname.split("/").at(-1));
    response.writeHead(status, JSON_TYPE).end(JSON.stringify({ message: "", status_code: status }));
  },
  "/store": (response, { message, url, body, objects }) => {
    const key = url.pathname.slice("/store/".length);
    if (message.method === "PUT") {
      objects.set(key, body);
    }
    const stored = objects.get(key) ?? Buffer.alloc(0);
    const etag = `"${createHash("md5").update(stored).digest("hex")}"`;
    const type = url.searchParams.get("response-content-type") ?? "binary/octet-stream";
    if (message.method === "PUT") {
      response.writeHead(200, { ETag: etag, "Content-Length": 0 }).end();
    } else {
      response.writeHead(200, { ETag: etag, "Content-Type": type, "Content-Length": stored.length }).end(stored);
    }
  },
  "/": (response, { message, body }) => {
    const answer = { received: message.headers, template: body.length === 0 ? null : parsed(body) };
    response.writeHead(200, { ...JSON_TYPE, Server: "gunicorn/19.9.0" }).end(JSON.stringify(answer));
  },
};

/** An HTTP server that answers as the backends of the recordings did: with what it got, a status, or what it stored. */
export async function startBackend(stored: Record<string, string>): Promise<Server> {
  const objects = new Map(Object.entries(stored).map(([key, base64]) => [key, Buffer.from(base64, "base64")]));
  const server = createServer((message, response) => {
    const url = new URL(message.url ?? "/", "http://backend.example");
    const [, answer] = Object.entries(ANSWERS).find(([path]) => url.pathname.startsWith(path)) ?? [];
    void buffer(message).then((body) => answer?.(response, { message, url, body, objects }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return body.toString("utf8");
  }
}
