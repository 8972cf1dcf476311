import type * as Api from "@opentelemetry/api";
import type { CalledFunction, Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";

/** Attributes by OpenTelemetry's semantic conventions. Query strings, headers and bodies are left out: they may hold secrets. */
type Attributes = Record<string, string | number | string[]>;

/** A method and a route, as the conventions name a server's span. https://opentelemetry.io/docs/specs/semconv/http/http-spans/#name */
export function spanName({ kind, method, route }: RequestRecord): string {
  if (kind === "websocket") {
    return route === undefined ? method : `${method} ${route}`;
  }
  const path = route === undefined || route === "$default" ? undefined : route.slice(route.indexOf(" ") + 1);
  return path === undefined ? method : `${method} ${path}`;
}

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span */
export function requestAttributes(record: RequestRecord, exchange: Exchange | undefined): Attributes {
  const { kind, api, stage, method, path, route, status, requestId, decidedBy } = record;
  const attributes: Attributes = {
    "gatewright.request_id": requestId,
    "gatewright.decided_by": decidedBy,
    ...(api === undefined ? undefined : { "gatewright.api": api }),
    ...(stage === undefined ? undefined : { "gatewright.stage": stage }),
    ...(route === undefined ? undefined : { "gatewright.route_key": route }),
    ...(exchange?.error === undefined ? undefined : { "gatewright.error": exchange.error }),
  };
  if (kind === "websocket") {
    return { ...attributes, "gatewright.connection_id": path, "gatewright.status": status };
  }
  const request = exchange?.request;
  const [hostname, port] = /^(.*?)(?::(\d+))?$/.exec(request?.message.headers.host ?? "")?.slice(1) ?? [];
  return {
    ...attributes,
    "http.request.method": method,
    "http.response.status_code": status,
    "url.path": path,
    ...(route === undefined ? undefined : { "http.route": route.slice(route.indexOf(" ") + 1) }),
    ...(request === undefined
      ? undefined
      : {
          "url.scheme": request.scheme,
          "client.address": request.sourceIp,
          "network.protocol.version": request.message.httpVersion,
          "server.address": hostname ?? "",
          ...(port === undefined ? undefined : { "server.port": Number(port) }),
          ...(request.message.headers["user-agent"] === undefined
            ? undefined
            : { "user_agent.original": request.message.headers["user-agent"] }),
        }),
    ...(status >= 500 ? { "error.type": String(status) } : undefined),
  };
}

/** The span of an authorizer or an integration. */
export interface StepSpan {
  name: string;
  options: Api.SpanOptions;
  failure: string | undefined;
}

export function stepSpan(
  { SpanKind }: typeof Api,
  by: CalledFunction["by"],
  record: RequestRecord,
  exchange: Exchange | undefined,
): StepSpan {
  const call = exchange?.steps.calls.find((called) => called.by === by);
  if (call === undefined) {
    const name = by === "integration" && record.status < 400 ? record.decidedBy : by;
    return {
      name,
      options: { kind: by === "integration" ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: {} },
      failure: undefined,
    };
  }
  // https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/#outgoing-invocations
  const attributes = {
    "faas.invoked_name": call.name,
    "faas.invoked_provider": "aws",
    "aws.request_id": call.call.requestId,
  };
  const { outcome } = call.call;
  const failure =
    outcome === undefined ? call.call.unanswered : outcome.kind === "functionError" ? outcome.errorType : undefined;
  return {
    name: `${by} ${call.name}`,
    options: {
      kind: SpanKind.CLIENT,
      attributes: failure === undefined ? attributes : { ...attributes, "error.type": failure },
    },
    failure,
  };
}
