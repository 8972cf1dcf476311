import { randomUUID } from "node:crypto";
import { headerValues, queryPairs } from "../../behavior/shared/request";
import type { RestError } from "../../behavior/rest-api/gateway-responses";
import { contextVariable, contextVariables, type RestContextData } from "../../behavior/rest-api/context-variables";
import type { RequestParams } from "../../behavior/rest-api/mapping-template";
import type { RestApiModel } from "../../model/rest-api/model";
import type { RestDefinition, RestMethodModel } from "../../model/rest-api/definition-model";
import type { RestDeploymentModel, RestStageModel } from "../../model/rest-api/stage-model";
import { mappingValue, type MappingSource } from "../../behavior/rest-api/parameter-mapping";
import type { DomainTarget } from "../../model/domains/domain-model";
import type { IncomingRequest } from "../transport/incoming-request";
import { newRequestId, newTraceId } from "../transport/request-ids";
import type { RestStageState } from "./stage-state";

/** One request on its way through a REST API: what is known of it so far. */
export class RestRequestContext {
  readonly requestId = randomUUID();
  readonly extendedRequestId = newRequestId();
  readonly timeEpoch = Date.now();
  readonly traceId = newTraceId(this.timeEpoch);
  /** Milliseconds, for latencies. */
  readonly started = performance.now();
  stage?: RestStageModel;
  state?: RestStageState;
  deployment?: RestDeploymentModel;
  method?: RestMethodModel;
  /** Percent-encoded, without the stage. */
  resourcePath = "/";
  pathParameters: Record<string, string> = {};
  stageVariables?: Record<string, string>;
  isCanary?: boolean;
  authorizer?: RestContextData["authorizer"];
  authorizerError?: string;
  /** What the authorizer says the API key is. */
  usageIdentifierKey?: string;
  apiKey?: RestContextData["apiKey"];
  integration?: RestContextData["integration"];
  error?: RestContextData["error"];
  response?: RestContextData["response"];
  /** What goes on after the answer, such as a function that was called asynchronously. */
  afterwards?: Promise<unknown>;
  /** Headers that the gateway adds to whatever the answer is. */
  readonly addedHeaders: [string, string][] = [];
  private headerMap: Record<string, string> | undefined;
  private queryMap: Record<string, string> | undefined;

  constructor(
    readonly api: RestApiModel,
    readonly request: IncomingRequest,
    /** Set where the request came to a custom domain. */
    readonly domain?: DomainTarget,
  ) {}

  /** The request in a log line. */
  get label(): string {
    return this.method?.routeKey ?? `${this.request.method} ${this.request.path}`;
  }

  get definition(): RestDefinition {
    return this.deployment?.definition ?? this.api.definition;
  }

  get data(): RestContextData {
    const { api, stage, domain } = this;
    return {
      api,
      request: this.request,
      stage: stage?.name ?? "",
      deploymentId: this.deployment?.id,
      stageVariables: this.stageVariables,
      method: this.method,
      pathParameters: this.pathParameters,
      resourcePath: this.resourcePath,
      requestId: this.requestId,
      extendedRequestId: this.extendedRequestId,
      timeEpoch: this.timeEpoch,
      domainName: domain?.domainName ?? `${api.id}.execute-api.${api.region}.amazonaws.com`,
      basePath: domain?.basePath,
      authorizer: this.authorizer,
      authorizerError: this.authorizerError,
      apiKey: this.apiKey,
      isCanary: this.isCanary,
      error: this.error,
      integration: this.integration,
      response: this.response,
    };
  }

  /** `$context`. */
  get variables(): Record<string, unknown> {
    return contextVariables(this.data);
  }

  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`, with the path as the client asked for it. */
  get methodArn(): string {
    return `${this.api.executionArn}/${this.stage?.name ?? ""}/${this.request.method}${this.resourcePath}`;
  }

  get contentType(): string | undefined {
    return this.header("content-type");
  }

  /** The last value of a header, without regard to case. */
  header(name: string): string | undefined {
    return headerValues(this.request.headers, name).at(-1);
  }

  /** A parameter as mapping expressions name it: `header`, `querystring`, `path` and their multi-value forms. */
  parameter(place: string, name: string): string | undefined {
    switch (place) {
      case "header":
        return this.header(name);
      case "multivalueheader":
        return joined(headerValues(this.request.headers, name));
      case "querystring":
        return this.params.querystring[name];
      case "multivaluequerystring":
        return joined(queryPairs(this.request.rawQueryString).flatMap(([key, value]) => (key === name ? [value] : [])));
      case "path":
        return this.pathParameters[name];
      default:
        return undefined;
    }
  }

  /** `$input.params()`. */
  get params(): RequestParams {
    this.headerMap ??= Object.fromEntries(this.request.headers);
    this.queryMap ??= Object.fromEntries(queryPairs(this.request.rawQueryString));
    return { path: this.pathParameters, querystring: this.queryMap, header: this.headerMap };
  }

  /** What the right side of a request's parameter mappings reads. */
  get mappingSource(): MappingSource {
    const { body } = this.request;
    return {
      context: (name) => contextVariable(this.variables, name),
      stageVariables: this.stageVariables,
      parameter: (place, name) => this.parameter(place, name),
      body: body === undefined ? undefined : Buffer.from(body).toString("utf8"),
    };
  }

  /** The value of an identity source or a cache key: `method.request.header.x`, `context.x`, `stageVariables.x`. */
  read(expression: string): string | undefined {
    return mappingValue(expression, this.mappingSource);
  }

  /** A variable of a gateway response: `context.error.message`, `method.request.header.x`, `stageVariables.x`. */
  variable(name: string, error: RestError & { validationErrorString?: string }): string | undefined {
    this.error = error;
    return this.read(name);
  }
}

function joined(values: string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
