import { Readable } from "node:stream";
import { ownValue } from "../../../language/own-value";
import { restError } from "../../behavior/rest-api/gateway-responses";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import { mapParameters, mapQuery } from "../../behavior/rest-api/parameter-mapping";
import { encodePathValue, isBelowIntegration } from "../../behavior/shared/backend-path";
import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import { proxiedHeaders, sendableHeaders } from "../../behavior/rest-api/request-headers";
import type { HttpClient } from "../transport/http-client";
import { wholeBody } from "../transport/response-body";
import type { GatewayLog } from "../shared/request-record";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import { type IntegrationError, misconfigured } from "./integration-result";
import type { RestRequestContext } from "./request-context";

/** The request to an HTTP backend: the mapped request, or the client's own where the integration is a proxy. */
export interface BackendCall extends Omit<MappedRestRequest, "headers" | "contentType"> {
  headers: Record<string, string>;
  contentType?: string;
  /** The client's headers and query string, which a proxy passes on. */
  passed?: { headers: [string, string][]; rawQueryString: string };
}

/** The client's request with the integration's parameters put over it. */
export function proxiedRequest(context: RestRequestContext, integration: RestIntegrationModel): BackendCall {
  const mapped = (place: string) =>
    mapParameters(integration.requestParameters, `integration.request.${place}`, context.mappingSource);
  const { request } = context;
  return {
    headers: mapped("header"),
    querystring: mapQuery(integration.requestParameters, context.mappingSource),
    path: mapped("path"),
    body: Buffer.from(request.body ?? new Uint8Array()),
    passed: {
      headers: proxiedHeaders(request.headers),
      rawQueryString: request.rawQueryString,
    },
  };
}

/**
 * Calls an HTTP backend and reads its whole response, unless the integration streams it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function callHttpIntegration(
  client: HttpClient,
  context: RestRequestContext,
  integration: RestIntegrationModel,
  call: BackendCall,
  log: GatewayLog,
): Promise<BackendAnswer | IntegrationError> {
  const uri = substituteStageVariables(integration.uri ?? "", context.stageVariables);
  const url = backendUrl(uri, call);
  if (url === undefined) {
    const why = `the integration's URL ${JSON.stringify(integration.uri)} is not an http or https URL`;
    return misconfigured(context, why, log);
  }
  if (!isBelowIntegration(uri, url.href)) {
    context.explain(log, `404, the request's path leaves that of the integration's URL`);
    return { error: restError("RESOURCE_NOT_FOUND"), integration: {} };
  }
  const method =
    integration.httpMethod === undefined || integration.httpMethod === "ANY"
      ? context.request.method
      : integration.httpMethod;
  const hasBody = method !== "GET" && method !== "HEAD";
  const started = performance.now();
  const sent = await client.send({
    method,
    url,
    request: { headers: backendHeaders(context, call), sourceIp: context.request.sourceIp },
    body: hasBody ? call.body : undefined,
    timeoutMs: integration.timeoutMs,
    clientHost: context.request.message.headers.host ?? "",
    clientScheme: context.request.scheme,
    traceId: context.traceId,
    trace: context.arrival.steps.trace?.integration,
    skipsVerification: integration.skipsVerification,
    kind: "rest",
  });
  const latency = Math.round(performance.now() - started);
  if (sent.kind !== "response") {
    const trace = { latency, error: sent.why };
    context.explain(log, `504, the backend ${sent.why}`);
    return {
      integration: trace,
      error: restError(sent.kind === "timeout" ? "INTEGRATION_TIMEOUT" : "INTEGRATION_FAILURE"),
    };
  }
  const { response, stream } = sent;
  const { statusCode, headers } = response;
  const trace = { latency, status: statusCode };
  const answer = { selectionSubject: String(statusCode), status: statusCode, headers, integration: trace };
  if (integration.streams && integration.type === "HTTP_PROXY") {
    return { ...answer, body: Buffer.alloc(0), stream: stream ?? Readable.from([response.body]) };
  }
  const read = await wholeBody(sent, integration.timeoutMs - latency);
  if (read.kind === "body") {
    return { ...answer, body: read.body };
  }
  context.explain(log, `${UNREADABLE[read.kind].why}`);
  return { error: restError(UNREADABLE[read.kind].error), integration: trace };
}

/**
 * Payloads have at most 10 MB, both ways.
 * undocumented: that a larger response is a configuration error, which is what users have found in their execution logs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const UNREADABLE = {
  tooLarge: {
    error: "API_CONFIGURATION_ERROR",
    why: "500, the backend's response is larger than the 10 MB that API Gateway takes",
  },
  timeout: { error: "INTEGRATION_TIMEOUT", why: "504, the backend did not finish its response in time" },
  broken: { error: "INTEGRATION_FAILURE", why: "504, the backend closed the connection within its response" },
} as const;

function backendUrl(uri: string, call: BackendCall): URL | undefined {
  const filled = uri.replace(/\{([^}]+?)\+?\}/g, (whole, name: string) => {
    const value = ownValue(call.path, name);
    return value === undefined ? whole : encodePathValue(value);
  });
  if (!URL.canParse(filled) || !/^https?:/.test(filled)) {
    return undefined;
  }
  const url = new URL(filled);
  for (const [name, value] of new URLSearchParams(call.passed?.rawQueryString ?? "")) {
    if (ownValue(call.querystring, name) === undefined) {
      url.searchParams.append(name, value);
    }
  }
  for (const [name, values] of Object.entries(call.querystring)) {
    [values].flat().forEach((value) => url.searchParams.append(name, value));
  }
  return url;
}

function backendHeaders(context: RestRequestContext, call: BackendCall): [string, string][] {
  const mapped = Object.entries(sendableHeaders(call.headers));
  const names = new Set(mapped.map(([name]) => name.toLowerCase()));
  const passed = (call.passed?.headers ?? []).filter(
    ([name]) => !names.has(name.toLowerCase()) && name.toLowerCase() !== "host",
  );
  const own: [string, string][] =
    call.passed === undefined
      ? [
          ["Accept", "application/json"],
          ...(call.body.length === 0
            ? []
            : ([["Content-Type", call.contentType ?? "application/json"]] as [string, string][])),
          ["User-Agent", `AmazonAPIGateway_${context.api.id}`],
        ]
      : [];
  const added: [string, string][] = [
    ["X-Amzn-Apigateway-Api-Id", context.api.id],
    ["X-Amzn-Trace-Id", context.traceId],
  ];
  const present = new Set([...names, ...passed.map(([name]) => name.toLowerCase())]);
  return [...mapped, ...passed, ...[...own, ...added].filter(([name]) => !present.has(name.toLowerCase()))];
}
