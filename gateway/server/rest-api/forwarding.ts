import { quoted } from "../../../language/quoted";
import {
  type RestEventClient,
  type RestEventHeaders,
  writeRestEvent,
  writeRestHeaders,
} from "../../behavior/rest-api/lambda-event";
import { visibleHeaders } from "../../behavior/rest-api/request-headers";
import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
import {
  connectionHeaders,
  forwardedRequest,
  type PassedHeaders,
  passedHeaders,
  requestWith,
  traceHeader,
} from "../transport/forwarding";
import type { RestRequestContext } from "./request-context";

/** The request as a Lambda function sees it: the client's headers as it wrote them, and those that API Gateway adds. */
export function forwardedRestRequest(context: RestRequestContext, traceId = context.traceId): HttpRequest {
  const { headers, request } = context;
  return forwardedRequest(request, { headers, rawQueryString: request.rawQueryString }, traceId, { isCanonical: true });
}

/** Returns the event of a Lambda proxy integration, as JSON. @param isBinary Whether the body goes as base64. */
export function forwardedRestEvent(context: RestRequestContext, isBinary: boolean): string {
  const { request, traceId } = context;
  // what a connection's requests have in common is written once
  const client = request.received.derived(newClient);
  client.added ??= writeRestHeaders(connectionHeaders(request, client.passed, true));
  const trace = quoted(traceId);
  const added = {
    last: `"${TRACE_HEADER}":${trace},${client.added.last}`,
    all: `"${TRACE_HEADER}":[${trace}],${client.added.all}`,
  };
  const forwarded = requestWith(request, {
    headers: client.passed.headers,
    rawQueryString: request.rawQueryString,
  });
  return writeRestEvent(forwarded, context.data, isBinary, client.event, added);
}

const TRACE_HEADER = traceHeader(true);

/** A client's headers, and what events have of them and of the client. */
interface KnownClient {
  passed: PassedHeaders;
  event: RestEventClient;
  /** The headers that API Gateway adds to all requests of the connection. */
  added?: RestEventHeaders;
}

function newClient(given: HeaderList): KnownClient {
  const passed = passedHeaders(visibleHeaders(given));
  return { passed, event: { headers: writeRestHeaders(passed.headers) } };
}
