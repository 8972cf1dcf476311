import type { HttpRequest } from "../../behavior/shared/request";
import { canonicalHeaderName } from "../../behavior/http-api/lambda-event-v1";
import { forwardedRequest } from "../transport/forwarding";
import type { RestRequestContext } from "./request-context";

const ADDED = new Set(["x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto"]);

/** The request as a Lambda function sees it: the client's headers as it wrote them, and those that API Gateway adds. */
export function forwardedRestRequest(context: RestRequestContext, traceId = context.traceId): HttpRequest {
  const request = forwardedRequest(
    context.request,
    { headers: context.headers, rawQueryString: context.request.rawQueryString },
    traceId,
  );
  const headers = request.headers.map(([name, value]): [string, string] => [
    ADDED.has(name) ? canonicalHeaderName(name) : name,
    value,
  ]);
  return { ...request, headers };
}
