import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { deflate, gzip } from "node:zlib";
import type { Soon } from "../../../language/soon";
import type { HttpResponse } from "../../behavior/shared/request";
import { type ContentCoding, responseCoding } from "../../behavior/rest-api/content-coding";
import { headerText } from "../transport/header-text";
import { writeResponse } from "../transport/response-writer";
import type { RestRequestContext } from "./request-context";

const compress = { gzip: promisify(gzip), deflate: promisify(deflate) };

/**
 * Sends a response with the headers that every answer of a REST API has. Resolves with the number of body bytes.
 *
 * @param stream The body, where it is still coming.
 */
export function writeRestResponse(
  outgoing: ServerResponse,
  response: HttpResponse,
  context: RestRequestContext,
  addedHeaders: readonly [name: string, value: string][],
  stream?: Readable,
): Soon<number> {
  // the length of its own is that of a body that may be coded yet
  const own = { ...response, headers: response.headers.filter(([name]) => name !== "content-length") };
  const added = addedTo(context, addedHeaders);
  if (stream !== undefined) {
    // neither coded nor counted: the body is still coming
    return writeResponse(outgoing, own, added, stream);
  }
  const coding = codingFor(response, context);
  if (coding === undefined) {
    return writeResponse(outgoing, own, [...lengthOf(own), ...added]);
  }
  return compress[coding](response.body).then((body) => {
    const coded = { ...own, body };
    return writeResponse(outgoing, coded, ["content-encoding", coding, ...lengthOf(coded), ...added]);
  });
}

/** An answer without content has no length either (RFC 9110, section 8.6). */
function lengthOf({ statusCode, body }: HttpResponse): string[] {
  return statusCode === 204 ? [] : ["content-length", String(body.length)];
}

/** Returns the coding that the response is sent with; undefined where it is sent as it is. */
function codingFor({ headers, body }: HttpResponse, context: RestRequestContext): ContentCoding | undefined {
  const { minimumCompressionSize } = context.definition;
  return minimumCompressionSize === undefined || headers.some(([name]) => name === "content-encoding")
    ? undefined
    : responseCoding(context.header("accept-encoding"), minimumCompressionSize, body.length);
}

/** Returns the headers that every answer of a REST API has, and those of its integration: a name, its value, the next name. */
function addedTo({ arrival }: RestRequestContext, addedHeaders: readonly [name: string, value: string][]): string[] {
  const added = ["x-amzn-requestid", arrival.requestId, "x-amz-apigw-id", arrival.extendedRequestId];
  for (const [name, value] of addedHeaders) {
    added.push(name, headerText(value));
  }
  return added;
}
