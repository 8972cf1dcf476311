import { restError } from "../../behavior/rest-api/gateway-responses";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import { mapParameters } from "../../behavior/rest-api/parameter-mapping";
import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import { proxiedHeaders, sendableHeaders } from "../../behavior/rest-api/request-headers";
import type { HttpClient } from "../transport/http-client";
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
    querystring: mapped("querystring"),
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
  log: (line: string) => void,
): Promise<BackendAnswer | IntegrationError> {
  const url = backendUrl(substituteStageVariables(integration.uri ?? "", context.stageVariables), call);
  if (url === undefined) {
    const why = `the integration's URL ${JSON.stringify(integration.uri)} is not an http or https URL`;
    return misconfigured(context, why, log);
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
    timeEpoch: context.timeEpoch,
    kind: "rest",
  });
  const latency = Math.round(performance.now() - started);
  if (sent.kind !== "response") {
    const trace = { latency, error: sent.why };
    log(`${context.label}: 504, the backend ${sent.why}`);
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
    return { ...answer, body: Buffer.alloc(0), stream };
  }
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
  } catch {
    return { error: restError("INTEGRATION_FAILURE"), integration: trace };
  }
  return { ...answer, body: Buffer.concat(chunks) };
}

function backendUrl(uri: string, call: BackendCall): URL | undefined {
  const filled = uri.replace(/\{([^}]+?)\+?\}/g, (whole, name: string) => {
    const value = call.path[name];
    return value === undefined ? whole : value.split("/").map(encodeURIComponent).join("/");
  });
  if (!URL.canParse(filled) || !/^https?:/.test(filled)) {
    return undefined;
  }
  const url = new URL(filled);
  for (const [name, value] of new URLSearchParams(call.passed?.rawQueryString ?? "")) {
    if (call.querystring[name] === undefined) {
      url.searchParams.append(name, value);
    }
  }
  for (const [name, value] of Object.entries(call.querystring)) {
    url.searchParams.append(name, value);
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
