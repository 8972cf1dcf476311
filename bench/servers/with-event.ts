import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const { handler } = createRequire(__filename)("../peers/handler.js") as {
  handler: (event: unknown) => Promise<Answer>;
};

/**
 * The least that a local gateway does: the handler gets an event that was JSON, and its result becomes JSON before it is an answer. There are no
 * routes, no authorizers, no limits and no log, and the handler runs in this process.
 */
const server = createServer((request, response) => {
  void handler(JSON.parse(eventOf(request))).then((result) => {
    const { statusCode, headers, body } = JSON.parse(JSON.stringify(result)) as Answer;
    response.writeHead(statusCode, { ...headers, "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());

function eventOf({ method, url = "/", headers }: IncomingMessage): string {
  const [path, rawQueryString = ""] = url.split("?");
  const http = { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: headers["user-agent"] };
  const requestContext = { http, routeKey: "GET /hello", stage: "$default", timeEpoch: Date.now() };
  return JSON.stringify({ version: "2.0", rawPath: path, rawQueryString, headers, requestContext });
}
