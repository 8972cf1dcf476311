import { type EventHeaders, writeHeaders, writeLambdaEventV2 } from "../../behavior/http-api/lambda-event";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
import {
  addedHeaders,
  forwardedRequest,
  type PassedHeaders,
  passedHeaders,
  requestWith,
} from "../transport/forwarding";
import type { IncomingRequest } from "../transport/incoming-request";
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
  return forwardedRequest(context.request, mapped, context.traceIdOf(step), { added: addedLength(context.request) });
}

/** Returns the event of a function's integration, as JSON. */
export function forwardedEvent(context: RequestContext, mapped: MappedRequest): string {
  const { request } = context;
  // the headers of the client are written once for all requests of its connection that have the same
  const [passed, headers] =
    mapped.headers === request.headers ? request.received.derived(eventHeaders) : eventHeaders(mapped.headers);
  const added = [...addedHeaders(request, passed, context.traceIdOf("integration")), ...addedLength(request)];
  return writeLambdaEventV2(requestWith(request, mapped), context, headers, added);
}

function eventHeaders(given: HeaderList): [PassedHeaders, EventHeaders] {
  const passed = passedHeaders(given);
  return [passed, writeHeaders(passed.headers)];
}

function addedLength({ body, hasBody, declaredLength }: IncomingRequest): [string, string][] {
  const length = body?.length ?? (hasBody ? undefined : 0);
  return length === undefined || declaredLength !== undefined ? [] : [["content-length", String(length)]];
}
