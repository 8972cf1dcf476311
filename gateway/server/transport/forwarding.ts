import type { HttpRequest } from "../../behavior/shared/request";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { IncomingRequest } from "./incoming-request";

/**
 * Headers that belong to one connection alone.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The names of the headers that API Gateway adds: in the events of HTTP APIs, and in those of REST APIs. */
const PLAIN = {
  traceId: "x-amzn-trace-id",
  for: "x-forwarded-for",
  port: "x-forwarded-port",
  proto: "x-forwarded-proto",
};
const CANONICAL = {
  traceId: "X-Amzn-Trace-Id",
  for: "X-Forwarded-For",
  port: "X-Forwarded-Port",
  proto: "X-Forwarded-Proto",
};

/** Headers of the client that API Gateway's own replace. */
const REPLACED = new Set(["x-amzn-trace-id", "x-forwarded-port", "x-forwarded-proto"]);

/**
 * The request as a Lambda function sees it: with the headers that API Gateway adds, and without those of the connection.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @param traceId The trace header, instead of the client's.
 * @param form.added Headers that the API's kind adds beside these.
 * @param form.isCanonical Whether the names of those that API Gateway adds are written `Like-This`.
 */
export function forwardedRequest(
  request: IncomingRequest,
  mapped: MappedRequest,
  traceId: string,
  { added = [], isCanonical = false }: { added?: [string, string][]; isCanonical?: boolean } = {},
): HttpRequest {
  const { method, body, protocol, sourceIp, localPort, clientCert } = request;
  const path = mapped.path ?? request.path;
  const headers: [string, string][] = [];
  let forwardedFor = sourceIp;
  for (const [name, value] of mapped.headers) {
    const lower = name.toLowerCase();
    if (lower === "x-forwarded-for") {
      forwardedFor = `${value}, ${sourceIp}`;
    } else if (!HOP_BY_HOP.has(lower) && !REPLACED.has(lower)) {
      headers.push([name, value]);
    }
  }
  const names = isCanonical ? CANONICAL : PLAIN;
  headers.push(
    [names.traceId, traceId],
    [names.for, forwardedFor],
    [names.port, String(localPort)],
    [names.proto, request.scheme],
    ...added,
  );
  return { method, path, rawQueryString: mapped.rawQueryString, headers, body, protocol, sourceIp, clientCert };
}
