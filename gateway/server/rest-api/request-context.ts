import type { Address } from "../address";
import { publicHost } from "../../behavior/shared/public-host";
import { ownValue } from "../../../language/own-value";
import { randomUUID } from "node:crypto";
import {
  decodePath,
  groupPairs,
  type HeaderList,
  headerValues,
  lastHeaderValue,
  restQueryPairs,
} from "../../behavior/shared/request";
import {
  accessLogVariables,
  contextVariable,
  contextVariables,
  type RestContextData,
} from "../../behavior/rest-api/context-variables";
import type { RequestParams } from "../../behavior/templates/mapping-template";
import type { RestApiModel } from "../../model/rest-api/model";
import type { RestDefinition, RestMethodModel } from "../../model/rest-api/definition-model";
import type { PolicyCaller } from "../../behavior/shared/policy-caller";
import { visibleHeaders } from "../../behavior/rest-api/request-headers";
import { mappingValue, type MappingSource } from "../../behavior/rest-api/parameter-mapping";
import type { DomainTarget } from "../../model/domains/domain-model";
import type { RequestSteps } from "../shared/exchange";
import type { GatewayLog } from "../shared/request-record";
import type { IncomingRequest } from "../transport/incoming-request";
import { newRequestId, newTraceId } from "../transport/request-ids";
import type { RestSelection } from "./selection";
import type { RestStageState } from "./stage-state";

/** A request on its arrival. */
export interface RestArrival {
  api: RestApiModel;
  request: IncomingRequest;
  /** Set where the request came to a custom domain. */
  domain?: DomainTarget;
  requestId: string;
  extendedRequestId: string;
  timeEpoch: number;
  traceId: string;
  /** Milliseconds, for latencies. */
  started: number;
  /** The reasons for the answer, in the order in which they were found. */
  notes: string[];
  /** The steps that are not the gateway's own work. */
  steps: RequestSteps;
  /** Specifies the host that events name; undefined where they name AWS's. */
  servedHost: string | undefined;
}

/**
 * The trace that the client named, with a parent of the gateway's where it named none, or a new one.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_common.py
 * (test_invocation_trace_id, validated against AWS)
 */
function traceOf(sent: string | undefined, timeEpoch: number): string {
  if (sent === undefined || !/(?:^|;)\s*Root=/.test(sent)) {
    return newTraceId(timeEpoch);
  }
  return /(?:^|;)\s*Parent=/.test(sent) ? sent : `${sent};Parent=${randomUUID().replaceAll("-", "").slice(0, 16)}`;
}

/** The findings of the steps after the selection. */
export interface RestFindings extends Pick<
  RestContextData,
  "authorizer" | "authorizerError" | "apiKey" | "integration" | "error" | "response"
> {
  /** The API key that the authorizer names. */
  usageIdentifierKey?: string;
}

/** Returns the ids and times that a request gets when it comes in. */
export function arrive(
  api: RestApiModel,
  request: IncomingRequest,
  { domain, servedHost }: Pick<Address, "domain" | "servedHost">,
): RestArrival {
  const timeEpoch = Date.now();
  return {
    api,
    request,
    domain,
    servedHost,
    requestId: randomUUID(),
    extendedRequestId: newRequestId(),
    timeEpoch,
    traceId: traceOf(lastHeaderValue(request.headers, "x-amzn-trace-id"), timeEpoch),
    started: performance.now(),
    notes: [],
    steps: { calls: [] },
  };
}

/** One request of a REST API with its stage and method. It never changes: `with` returns it with further findings. */
export class RestRequestContext {
  readonly api: RestApiModel;
  readonly request: IncomingRequest;
  readonly timeEpoch: number;
  private headerMap: Record<string, string> | undefined;
  private queryMap: Record<string, string> | undefined;
  private pathMap: Record<string, string> | undefined;

  constructor(
    readonly arrival: RestArrival,
    readonly selection: RestSelection,
    readonly findings: RestFindings = {},
  ) {
    this.api = arrival.api;
    this.request = arrival.request;
    this.timeEpoch = arrival.timeEpoch;
  }

  with(findings: RestFindings): RestRequestContext {
    return new RestRequestContext(this.arrival, this.selection, { ...this.findings, ...findings });
  }

  get method(): RestMethodModel | undefined {
    return this.selection.method;
  }

  get state(): RestStageState | undefined {
    return this.selection.state;
  }

  /** The trace header that the integration hands on. */
  get traceId(): string {
    return this.arrival.steps.trace?.integration.xRay ?? this.arrival.traceId;
  }

  /** The trace header that the authorizer hands on. */
  get authorizerTraceId(): string {
    return this.arrival.steps.trace?.authorizer.xRay ?? this.arrival.traceId;
  }

  get stageVariables(): Record<string, string> | undefined {
    return this.selection.stageVariables;
  }

  /** The request in a log line. */
  get label(): string {
    return this.method?.routeKey ?? `${this.request.method} ${this.request.path}`;
  }

  /** Notes a reason for the answer, and writes it to the log. */
  explain(log: GatewayLog, why: string): void {
    this.arrival.notes.push(why);
    log(`${this.label}: ${why}`, "request");
  }

  get definition(): RestDefinition {
    return this.selection.deployment?.definition ?? this.api.definition;
  }

  get data(): RestContextData {
    const { api, request, requestId, extendedRequestId, timeEpoch, domain, servedHost } = this.arrival;
    const { stage, deployment, stageVariables, method, pathParameters, resourcePath, isCanary } = this.selection;
    const { authorizer, authorizerError, apiKey, integration, error, response } = this.findings;
    const { domainName, domainPrefix } = publicHost(api, domain?.domainName, servedHost);
    return {
      api,
      request,
      stage: stage?.name ?? "",
      deploymentId: deployment?.id,
      stageVariables,
      method,
      pathParameters,
      resourcePath,
      requestId,
      extendedRequestId,
      timeEpoch,
      domainName,
      domainPrefix,
      basePath: domain?.basePath,
      isCanary,
      authorizer,
      authorizerError,
      apiKey,
      integration,
      error,
      response,
    };
  }

  /** `$context`. */
  get variables(): Record<string, unknown> {
    return contextVariables(this.data);
  }

  /** The `$context` of access logs. */
  get logVariables(): Record<string, unknown> {
    return accessLogVariables(this.data, this.api);
  }

  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`, with the path as the client asked for it. */
  get methodArn(): string {
    const { stage, resourcePath } = this.selection;
    return `${this.api.executionArn}/${stage?.name ?? ""}/${this.request.method}${resourcePath}`;
  }

  get contentType(): string | undefined {
    return this.header("content-type");
  }

  /** The caller as policies see it. */
  get caller(): PolicyCaller {
    const { authorizer } = this.findings;
    const { sourceIp, headers } = this.request;
    const iam = authorizer?.kind === "iam" ? authorizer.identity : undefined;
    return { sourceIp, headers, timeEpoch: this.timeEpoch, iam };
  }

  /** The client's headers without those that API Gateway keeps to itself. */
  get headers(): HeaderList {
    return this.request.received.derived(visibleHeaders);
  }

  /** The last value of a header, without regard to case. */
  header(name: string): string | undefined {
    return lastHeaderValue(this.headers, name);
  }

  /** A parameter as mapping expressions name it: `header`, `multivalueheader`, `querystring`, `path`. */
  parameter(place: string, name: string): string | undefined {
    switch (place) {
      case "header":
        return this.header(name);
      case "multivalueheader":
        return joined(headerValues(this.headers, name));
      case "querystring":
        return ownValue(this.params.querystring, name);
      case "path":
        return ownValue(this.params.path, name);
      default:
        return undefined;
    }
  }

  /** `$input.params()`: decoded, where events have the path parameters as they came. */
  get params(): RequestParams {
    this.headerMap ??= Object.fromEntries(this.headers);
    this.queryMap ??= Object.fromEntries(restQueryPairs(this.request.rawQueryString));
    this.pathMap ??= mapValues(this.selection.pathParameters, decodePath);
    const multiValues = (): Record<string, Map<string, string[]>> => ({
      multivaluequerystring: this.queryValues,
      multivalueheader: groupPairs(this.headers),
    });
    return { path: this.pathMap, querystring: this.queryMap, header: this.headerMap, multiValues };
  }

  private get queryValues(): Map<string, string[]> {
    return groupPairs(restQueryPairs(this.request.rawQueryString));
  }

  /** Returns what the right side of a request's parameter mappings reads. */
  get mappingSource(): MappingSource {
    const { body } = this.request;
    return {
      context: (name) => contextVariable(this.variables, name),
      stageVariables: this.stageVariables,
      parameter: (place, name) =>
        place === "multivaluequerystring" ? this.queryValues.get(name) : this.parameter(place, name),
      body: body === undefined ? undefined : Buffer.from(body).toString("utf8"),
    };
  }

  /** The value of an identity source or a cache key: `method.request.header.x`, `context.x`, `stageVariables.x`. */
  read(expression: string): string | undefined {
    return mappingValue(expression, this.mappingSource);
  }
}

function mapValues(values: Record<string, string>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function joined(values: string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
