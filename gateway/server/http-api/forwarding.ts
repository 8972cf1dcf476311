import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { HttpRequest } from "../../behavior/shared/request";
import { forwardedRequest } from "../transport/forwarding";
import type { RequestContext } from "./request-context";

/**
 * The request as a Lambda function sees it. Its length is there whether or not the client sent it, as in the events that AWS
 * sent (tests/conformance/recordings/http-api-events.json).
 */
export function forwardedHttpRequest(
  context: RequestContext,
  mapped: MappedRequest,
  step: "authorizer" | "integration" = "integration",
): HttpRequest {
  const { request } = context;
  const length = request.body?.length ?? (request.hasBody ? undefined : 0);
  const isAdded = length !== undefined && request.declaredLength === undefined;
  return forwardedRequest(request, mapped, context.traceIdOf(step), {
    added: isAdded ? [["content-length", String(length)]] : [],
  });
}
