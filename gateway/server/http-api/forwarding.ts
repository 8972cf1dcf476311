import { type EventClient, writeClient, writeLambdaEventV2 } from "../../behavior/http-api/lambda-event";
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
  // what a connection's requests have in common is written once
  const client = mapped.headers === request.headers ? request.received.derived(newClient) : newClient(mapped.headers);
  const { forwardedFor, headers } = client.passed;
  client.event ??= writeClient({ headers, protocol: request.protocol, sourceIp: request.sourceIp });
  const added = [...addedHeaders(request, { forwardedFor }, context.traceIdOf("integration")), ...addedLength(request)];
  return writeLambdaEventV2(requestWith(request, mapped), context, client.event, added);
}

/** A client's headers, and what events have of them and of the client. */
interface KnownClient {
  passed: PassedHeaders;
  event?: EventClient;
}

function newClient(given: HeaderList): KnownClient {
  return { passed: passedHeaders(given) };
}

function addedLength({ body, hasBody, declaredLength }: IncomingRequest): [string, string][] {
  const length = body?.length ?? (hasBody ? undefined : 0);
  return length === undefined || declaredLength !== undefined ? [] : [["content-length", String(length)]];
}
