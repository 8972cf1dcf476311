import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { deflate, gzip } from "node:zlib";
import type { HttpResponse } from "../../behavior/shared/request";
import { responseCoding } from "../../behavior/rest-api/content-coding";
import { writeResponse } from "../transport/response-writer";
import type { RestRequestContext } from "./request-context";

const compress = { gzip: promisify(gzip), deflate: promisify(deflate) };

/**
 * Sends a response with the headers that every answer of a REST API has. Resolves with the number of body bytes.
 *
 * @param stream The body, where it is still coming.
 */
export async function writeRestResponse(
  outgoing: ServerResponse,
  response: HttpResponse,
  context: RestRequestContext,
  addedHeaders: readonly [name: string, value: string][],
  stream?: Readable,
): Promise<number> {
  if (stream !== undefined) {
    // neither coded nor counted: the body is still coming
    const own = response.headers.filter(([name]) => name !== "content-length");
    return writeResponse(
      outgoing,
      { ...response, headers: [...own, ...ownHeaders(context), ...addedHeaders] },
      undefined,
      stream,
    );
  }
  const { minimumCompressionSize } = context.definition;
  const isCoded = response.headers.some(([name]) => name === "content-encoding");
  const coding = isCoded
    ? undefined
    : responseCoding(context.header("accept-encoding"), minimumCompressionSize, response.body.length);
  const body = coding === undefined ? response.body : await compress[coding](response.body);
  const headers: [string, string][] = [];
  for (const header of response.headers) {
    if (header[0] !== "content-length") {
      headers.push(header);
    }
  }
  if (coding !== undefined) {
    headers.push(["content-encoding", coding]);
  }
  headers.push(["content-length", String(body.length)], ...ownHeaders(context), ...addedHeaders);
  return writeResponse(outgoing, { ...response, headers, body }, undefined);
}

function ownHeaders({ arrival }: RestRequestContext): [string, string][] {
  return [
    ["x-amzn-requestid", arrival.requestId],
    ["x-amz-apigw-id", arrival.extendedRequestId],
  ];
}
