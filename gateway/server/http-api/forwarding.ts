import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { HttpRequest } from "../../behavior/shared/request";
import { forwardedRequest } from "../transport/forwarding";
import type { RequestContext } from "./request-context";

/**
 * The request as a Lambda function sees it. Its length is there whether or not the client sent it, as in the events that AWS
 * sent (tests/conformance/recordings/http-api-events.json).
 */
export function forwardedHttpRequest(context: RequestContext, mapped: MappedRequest): HttpRequest {
  const { request, timeEpoch, traceId } = context;
  const forwarded = forwardedRequest(request, mapped, timeEpoch, traceId);
  const length = request.body?.length ?? (request.hasBody ? undefined : 0);
  return length === undefined || request.declaredLength !== undefined
    ? forwarded
    : { ...forwarded, headers: [...forwarded.headers, ["content-length", String(length)]] };
}
