import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ResourceNode } from "../../../engine/graph/graph";
import { type PropertyValue } from "../../../engine/graph/value";
import { jsFunction } from "../../support/http-program";

/** A function that answers with the event that it got. */
export function echoFunction(name: string, inputs: Record<string, PropertyValue> = {}): ResourceNode {
  return jsFunction(
    name,
    `exports.handler = async (event) => ({ statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event) });`,
    inputs,
  );
}

/** A function that answers what the request's body says, evaluated: the result itself is what the case is about. */
export function resultFunction(name: string, inputs: Record<string, PropertyValue> = {}): ResourceNode {
  return jsFunction(name, `exports.handler = async (event) => eval("(" + event.body + ")");`, inputs);
}

/** The request that an HTTP backend received. */
export interface BackendRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** An HTTP backend on a free port. */
export class Backend {
  private constructor(
    private readonly server: HttpServer,
    readonly url: string,
  ) {}

  /** Answers with what it received; `x-answer` asks for another status, `x-header` for a header, `x-hang` for none. */
  static async start(): Promise<Backend> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        if (request.headers["x-hang"] !== undefined) {
          return;
        }
        const headers: Record<string, string | string[]> = {
          "content-type": "application/json",
          "set-cookie": ["a=1", "b=2"],
          "keep-alive": "timeout=5",
          "x-backend": "yes",
          "access-control-allow-origin": "https://backend.example",
        };
        const body = Buffer.concat(chunks);
        response.writeHead(Number(request.headers["x-answer"] ?? 200), headers);
        response.end(
          JSON.stringify({
            method: request.method,
            url: request.url,
            headers: request.headers,
            body: body.length > 1000 ? String(body.length) : body.toString("utf8"),
          }),
        );
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return new Backend(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
