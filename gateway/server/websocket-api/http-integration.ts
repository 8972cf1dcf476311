import { ownValue } from "../../../language/own-value";
import { encodePathValue, isBelowIntegration } from "../../behavior/shared/backend-path";
import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import { mapRequest } from "../../behavior/websocket-api/parameter-mapping";
import type { WebSocketIntegrationModel } from "../../model/websocket-api/model";
import type { HttpClient } from "../transport/http-client";
import { wholeBody } from "../transport/response-body";
import { newTraceId } from "../transport/request-ids";
import type { WebSocketEventContext } from "./event";

/** The backend's answer, or why none exists. */
export type BackendAnswer = { statusCode: number; headers: Record<string, string>; text: string } | { problem: string };

/** Calls the HTTP backend of an integration with the parameters that its mapping gives, and reads the whole response. */
export async function callHttpBackend(
  client: HttpClient,
  event: WebSocketEventContext,
  integration: WebSocketIntegrationModel,
  body: string,
): Promise<BackendAnswer> {
  const { headers, querystring, path } = mapRequest(integration.requestParameters, event);
  const uri = substituteStageVariables(integration.uri ?? "", event.stage.variables);
  const filled = uri.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodePathValue(ownValue(path, name) ?? "").replaceAll("/", "%2F"),
  );
  if (!URL.canParse(filled) || !/^https?:/.test(filled)) {
    return { problem: `the integration's URL ${JSON.stringify(filled)} is not an http or https URL` };
  }
  if (!isBelowIntegration(uri, filled)) {
    return { problem: "the mapped path leaves that of the integration's URL" };
  }
  const url = new URL(filled);
  Object.entries(querystring).forEach(([name, value]) => url.searchParams.set(name, value));
  const method = integration.method === "ANY" ? "POST" : integration.method;
  const { context } = event;
  const started = performance.now();
  const sent = await client.send({
    method,
    url,
    request: {
      headers: [["content-type", "application/json"], ...Object.entries(headers)],
      sourceIp: context.sourceIp,
    },
    body: method === "GET" || method === "HEAD" ? undefined : Buffer.from(body),
    timeoutMs: integration.timeoutMs,
    clientHost: context.domainName,
    clientScheme: event.clientScheme,
    traceId: event.steps.trace?.integration.xRay ?? newTraceId(context.timeEpoch),
    trace: event.steps.trace?.integration,
  });
  if (sent.kind !== "response") {
    return { problem: `the backend ${sent.why}` };
  }
  const read = await wholeBody(sent, integration.timeoutMs - (performance.now() - started));
  if (read.kind !== "body") {
    return { problem: `the backend's response is ${read.kind === "tooLarge" ? "larger than 10 MB" : "incomplete"}` };
  }
  const { statusCode, headers: answered } = sent.response;
  return { statusCode, headers: Object.fromEntries(answered), text: read.body.toString("utf8") };
}
