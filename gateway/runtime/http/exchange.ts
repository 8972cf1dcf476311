import type { HttpApiModel, HttpRouteModel, HttpStageModel } from "../../model/http/http-api-model";
import type { AuthorizerContext, HttpRequestContext } from "../../model/http/request";
import type { IncomingRequest } from "./incoming-request";
import { newRequestId } from "./request-ids";

/** One request on its way through the gateway: what is known of it so far, for the integration and the access log. */
export class Exchange {
  readonly requestId = newRequestId();
  readonly timeEpoch = Date.now();
  /** Milliseconds, for latencies. */
  readonly started = performance.now();
  stage?: HttpStageModel;
  route?: HttpRouteModel;
  /** Percent-encoded, without the stage. */
  routePath = "/";
  pathParameters?: Record<string, string>;
  authorizer?: AuthorizerContext;
  /** `$context.authorizer.error` and the like, for the access log. */
  authorizerError?: string;
  integration: { status?: number; latencyMs?: number; errorMessage?: string; requestId?: string } = {};

  constructor(
    readonly api: HttpApiModel,
    readonly request: IncomingRequest,
  ) {}

  get context(): HttpRequestContext {
    const { api, stage, route } = this;
    return {
      requestId: this.requestId,
      timeEpoch: this.timeEpoch,
      accountId: api.account,
      apiId: api.id,
      domainName: `${api.id}.execute-api.${api.region}.amazonaws.com`,
      stage: stage?.name ?? "$default",
      stageVariables: stage?.variables,
      routeKey: route?.routeKey ?? "$default",
      resourcePath: route?.key.path ?? "$default",
      pathParameters: this.pathParameters,
      authorizer: this.authorizer,
    };
  }
}
