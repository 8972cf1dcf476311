import { quoted } from "../../../language/quoted";
import { type EventClient, headerMembers, writeClient, writeLambdaEventV2 } from "../../behavior/http-api/lambda-event";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
import {
  connectionHeaders,
  forwardedRequest,
  type PassedHeaders,
  passedHeaders,
  requestWith,
  traceHeader,
} from "../transport/forwarding";
import type { IncomingRequest } from "../transport/incoming-request";
import type { RequestContext } from "./request-context";

/**
 * The request as a Lambda function sees it. Its length is there whether or not the client sent it, as in the events that AWS
 * sent (tests/conformance/recordings/events/captured.json).
 */
export function forwardedHttpRequest(
  context: RequestContext,
  mapped: MappedRequest,
  step: "authorizer" | "integration" = "integration",
): HttpRequest {
  const length = addedLength(context.request);
  const added: HeaderList = length === undefined ? [] : [["content-length", String(length)]];
  return forwardedRequest(context.request, mapped, context.traceIdOf(step), { added });
}

/** Returns the event of a function's integration, as JSON. */
export function forwardedEvent(context: RequestContext, mapped: MappedRequest): string {
  const { request } = context;
  // what a connection's requests have in common is written once
  const client = mapped.headers === request.headers ? request.received.derived(newClient) : newClient(mapped.headers);
  const { passed } = client;
  client.event ??= writeClient({ headers: passed.headers, protocol: request.protocol, sourceIp: request.sourceIp });
  client.added ??= headerMembers(connectionHeaders(request, passed));
  const length = addedLength(request);
  const traced = `"${traceHeader(false)}":${quoted(context.traceIdOf("integration"))},${client.added}`;
  const added = length === undefined ? traced : `${traced},"content-length":"${length}"`;
  return writeLambdaEventV2(requestWith(request, mapped), context, client.event, added);
}

/** A client's headers, and what events have of them and of the client. */
interface KnownClient {
  passed: PassedHeaders;
  event?: EventClient;
  /** The headers that API Gateway adds to all requests of the connection. */
  added?: string;
}

function newClient(given: HeaderList): KnownClient {
  return { passed: passedHeaders(given) };
}

/** The length of the body; undefined where the client's headers have it, or the body is still coming. */
function addedLength({ body, hasBody, declaredLength }: IncomingRequest): number | undefined {
  return declaredLength === undefined ? (body?.length ?? (hasBody ? undefined : 0)) : undefined;
}
