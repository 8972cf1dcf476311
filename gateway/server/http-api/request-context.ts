import type { ContextData } from "../../behavior/http-api/context-variables";
import { GATEWAY_ERRORS, gatewayError, type GatewayErrorName } from "../../behavior/http-api/errors";
import type { HttpApiModel, HttpRouteModel, HttpStageModel } from "../../model/http-api/model";
import type { AuthorizerContext, HttpRequestContext, HttpResponse } from "../../behavior/shared/request";
import type { DomainTarget } from "../../model/domains/domain-model";
import type { StageState } from "../shared/stage-state";
import type { IncomingRequest } from "../transport/incoming-request";
import { newRequestId } from "../transport/request-ids";

/** One request on its way through the gateway: what is known of it so far, for the integration and the access log. */
export class RequestContext {
  readonly requestId = newRequestId();
  readonly timeEpoch = Date.now();
  /** Milliseconds, for latencies. */
  readonly started = performance.now();
  stage?: HttpStageModel;
  state?: StageState;
  route?: HttpRouteModel;
  /** Percent-encoded, without the stage. */
  routePath = "/";
  pathParameters?: Record<string, string>;
  /** True where the gateway itself answers `OPTIONS`, with all the CORS headers that there are. */
  isPreflight = false;
  authorizer?: AuthorizerContext;
  authorizerError?: string;
  integration?: NonNullable<ContextData["integration"]>;
  error?: NonNullable<ContextData["error"]>;
  response?: NonNullable<ContextData["response"]>;

  constructor(
    readonly api: HttpApiModel,
    readonly request: IncomingRequest,
    /** Set where the request came to a custom domain. */
    readonly domain?: DomainTarget,
  ) {}

  /** The request in a log line. */
  get label(): string {
    return this.route?.routeKey ?? `${this.request.method} ${this.request.path}`;
  }

  /** One of API Gateway's own answers. */
  fail(name: GatewayErrorName): HttpResponse {
    this.error = GATEWAY_ERRORS[name];
    return gatewayError(name);
  }

  get context(): HttpRequestContext {
    const { api, stage, route, domain } = this;
    return {
      requestId: this.requestId,
      timeEpoch: this.timeEpoch,
      accountId: api.account,
      apiId: api.id,
      domainName: domain?.domainName ?? `${api.id}.execute-api.${api.region}.amazonaws.com`,
      basePath: domain?.basePath,
      stage: stage?.name ?? "$default",
      stageVariables: stage?.variables,
      routeKey: route?.routeKey ?? "",
      resourcePath: route?.key.path ?? "",
      pathParameters: this.pathParameters,
      authorizer: this.authorizer,
    };
  }

  /** What `$context` variables are read from. */
  get data(): ContextData {
    const { request, context, response, integration, error, authorizerError } = this;
    return { request, context, response, integration, error, authorizerError };
  }
}
