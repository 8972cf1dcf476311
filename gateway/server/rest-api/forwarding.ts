import { type RestEventHeaders, writeRestEvent, writeRestHeaders } from "../../behavior/rest-api/lambda-event";
import { visibleHeaders } from "../../behavior/rest-api/request-headers";
import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
import {
  addedHeaders,
  forwardedRequest,
  type PassedHeaders,
  passedHeaders,
  requestWith,
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
  // the headers of the client are written once for all requests of its connection that have the same
  const [passed, headers] = request.received.derived(eventHeaders);
  const forwarded = requestWith(request, { headers: passed.headers, rawQueryString: request.rawQueryString });
  return writeRestEvent(forwarded, context.data, isBinary, headers, addedHeaders(request, passed, traceId, true));
}

function eventHeaders(given: HeaderList): [PassedHeaders, RestEventHeaders] {
  const passed = passedHeaders(visibleHeaders(given));
  return [passed, writeRestHeaders(passed.headers)];
}
