import type { HttpRequest } from "../../behavior/shared/request";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { IncomingRequest } from "./incoming-request";
import { newTraceId } from "./request-ids";

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

/**
 * The request as a Lambda function sees it: with the headers that API Gateway adds, and without those of the connection.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @param ownTraceId The trace header. @default the client's, otherwise a new one
 */
export function forwardedRequest(
  request: IncomingRequest,
  mapped: MappedRequest,
  timeEpoch: number,
  ownTraceId?: string,
): HttpRequest {
  const { method, body, protocol, sourceIp, localPort, clientCert } = request;
  const path = mapped.path ?? request.path;
  const headers: [string, string][] = [];
  let forwardedFor = sourceIp;
  let traceId: string | undefined;
  for (const [name, value] of mapped.headers) {
    const lower = name.toLowerCase();
    if (lower === "x-forwarded-for") {
      forwardedFor = `${value}, ${sourceIp}`;
    } else if (lower === "x-amzn-trace-id") {
      traceId = value;
    } else if (!HOP_BY_HOP.has(lower) && lower !== "x-forwarded-port" && lower !== "x-forwarded-proto") {
      headers.push([name, value]);
    }
  }
  headers.push(
    ["x-amzn-trace-id", ownTraceId ?? traceId ?? newTraceId(timeEpoch)],
    ["x-forwarded-for", forwardedFor],
    ["x-forwarded-port", String(localPort)],
    ["x-forwarded-proto", request.scheme],
  );
  return { method, path, rawQueryString: mapped.rawQueryString, headers, body, protocol, sourceIp, clientCert };
}
