import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpResponse } from "../../model/http/request";

/** Sends a response with the request id that API Gateway adds. Resolves with the number of body bytes once all is sent. */
export function writeResponse(
  outgoing: ServerResponse,
  response: HttpResponse,
  requestId: string,
  stream?: IncomingMessage,
): number | Promise<number> {
  const headers: string[] = [];
  for (const [name, value] of response.headers) {
    headers.push(name, headerText(value));
  }
  headers.push("apigw-requestid", requestId);
  outgoing.writeHead(response.statusCode, headers);
  if (stream === undefined) {
    outgoing.end(response.body);
    return response.body.length;
  }
  return new Promise((resolve) => {
    let size = 0;
    stream.on("data", (chunk: Buffer) => (size += chunk.length));
    stream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => {
      stream.destroy();
      resolve(size);
    });
    stream.pipe(outgoing);
  });
}

/** Node.js refuses what cannot stand in a header: control characters go, other text is sent as UTF-8 bytes. */
function headerText(value: string): string {
  return /^[\t\x20-\x7e]*$/.test(value)
    ? value
    : // eslint-disable-next-line no-control-regex
      Buffer.from(value.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, ""), "utf8").toString("latin1");
}
