import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
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
const REPLACED = ["x-amzn-trace-id", "x-forwarded-port", "x-forwarded-proto"];

/** Headers that are not passed on as they are: one look for each header of a request. */
const CHANGED = new Map<string, "removed" | "extended">([
  ...[...HOP_BY_HOP, ...REPLACED].map((name) => [name, "removed"] as const),
  ["x-forwarded-for", "extended"],
]);

/** The client's headers that are passed on. */
export interface PassedHeaders {
  /** Without those of its connection, and those that API Gateway adds. */
  headers: HeaderList;
  /** The way that the request came before, as `X-Forwarded-For` has it. */
  forwardedFor: string | undefined;
}

export function passedHeaders(given: HeaderList): PassedHeaders {
  const headers: (readonly [string, string])[] = [];
  let forwardedFor: string | undefined;
  for (const header of given) {
    const change = CHANGED.get(header[0].toLowerCase());
    if (change === undefined) {
      headers.push(header);
    } else if (change === "extended") {
      forwardedFor = header[1];
    }
  }
  return { headers, forwardedFor };
}

/**
 * Returns the headers that API Gateway adds to those of the client, beside the trace header.
 *
 * @param isCanonical Whether names are written `Like-This`.
 */
export function connectionHeaders(
  { sourceIp, localPort, scheme }: IncomingRequest,
  { forwardedFor }: Pick<PassedHeaders, "forwardedFor">,
  isCanonical = false,
): [name: string, value: string][] {
  const names = isCanonical ? CANONICAL : PLAIN;
  return [
    [names.for, forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`],
    [names.port, String(localPort)],
    [names.proto, scheme],
  ];
}

/** Returns the name of the trace header. @param isCanonical Whether names are written `Like-This`. */
export function traceHeader(isCanonical: boolean): string {
  return (isCanonical ? CANONICAL : PLAIN).traceId;
}

/**
 * Returns the request as a Lambda function sees it: with the headers that API Gateway adds, and without those of the connection.
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
  { added = [], isCanonical = false }: { added?: HeaderList; isCanonical?: boolean } = {},
): HttpRequest {
  const passed = passedHeaders(mapped.headers);
  const trace: HeaderList = [[traceHeader(isCanonical), traceId]];
  const headers = [...passed.headers, ...trace, ...connectionHeaders(request, passed, isCanonical), ...added];
  return { ...requestWith(request, mapped), headers };
}

/** Returns the request as it is mapped, with the headers of the mapping. */
export function requestWith(request: IncomingRequest, mapped: MappedRequest): HttpRequest {
  const { method, body, protocol, sourceIp, clientCert } = request;
  const { path = request.path, rawQueryString, headers } = mapped;
  return { method, path, rawQueryString, headers, body, protocol, sourceIp, clientCert };
}
