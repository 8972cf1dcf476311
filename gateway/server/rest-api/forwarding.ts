import type { HttpRequest } from "../../behavior/shared/request";
import { forwardedRequest } from "../transport/forwarding";
import type { RestRequestContext } from "./request-context";

/** The request as a Lambda function sees it: the client's headers as it wrote them, and those that API Gateway adds. */
export function forwardedRestRequest(context: RestRequestContext, traceId = context.traceId): HttpRequest {
  const { headers, request } = context;
  return forwardedRequest(request, { headers, rawQueryString: request.rawQueryString }, traceId, { isCanonical: true });
}
