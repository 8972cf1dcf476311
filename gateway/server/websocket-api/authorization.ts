import { headerValue } from "../../behavior/shared/request";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { type ConnectDecision, decideConnect, identityValues } from "../../behavior/websocket-api/authorization";
import { buildAuthorizerEvent } from "../../behavior/websocket-api/lambda-event";
import type { WebSocketAuthorizerModel } from "../../model/websocket-api/model";
import type { WebSocketErrorName } from "../../behavior/websocket-api/errors";
import { invokeAuthorizer } from "../lambda/authorizer-function";
import type { GatewayLog } from "../shared/request-record";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import { explain, type WebSocketEventContext } from "./event";

/** Decides whether a connection may be made. What is learnt of the client goes into the exchange's context. */
export class ConnectAuthorization {
  constructor(
    private readonly iam: "refuse" | "trust",
    private readonly log: GatewayLog,
  ) {}

  /** The refusal, or undefined. */
  async authorize(exchange: WebSocketEventContext): Promise<WebSocketErrorName | undefined> {
    const { route } = exchange;
    if (route?.apiKeyRequired === true && !this.hasKey(exchange)) {
      return this.refused(exchange, "forbidden", "the route wants an API key, and the request has none that is valid");
    }
    switch (route?.authorizationType) {
      case "AWS_IAM":
        return this.authorizeIam(exchange);
      case "CUSTOM":
        return route.authorizer === undefined
          ? this.refused(exchange, "authorizerFailed", "the route's authorizer is not in the program")
          : this.ask(route.authorizer, exchange);
      default:
        return undefined;
    }
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-api-key.html */
  private hasKey(exchange: WebSocketEventContext): boolean {
    const { api, request, apis, context } = exchange;
    const header = /^\$request\.header\.(.+)$/.exec(api.apiKeySelectionExpression)?.[1] ?? "x-api-key";
    const value = headerValue(request?.headers ?? [], header);
    const key = apis.apiKeys.find((candidate) => candidate.enabled && candidate.value === value);
    const planned = apis.usagePlans.some(({ keyIds }) => key !== undefined && keyIds.includes(key.id));
    if (key === undefined || value === undefined || value === "" || !planned) {
      return false;
    }
    context.apiKey = value;
    return true;
  }

  private authorizeIam(exchange: WebSocketEventContext): WebSocketErrorName | undefined {
    if (this.iam === "refuse") {
      return this.refused(exchange, "forbidden", IAM_UNCHECKED);
    }
    exchange.context.iam = localCaller(exchange.api);
    return undefined;
  }

  private async ask(
    authorizer: WebSocketAuthorizerModel,
    exchange: WebSocketEventContext,
  ): Promise<WebSocketErrorName | undefined> {
    const { context, request, outcome } = exchange;
    if (request === undefined || identityValues(authorizer.identitySources, request, context) === undefined) {
      const wanted = authorizer.identitySources.join(", ");
      return this.refused(exchange, "unauthorized", `the request lacks one of ${authorizer.name}'s ${wanted}`);
    }
    const started = performance.now();
    const decision = await this.decide(authorizer, exchange);
    const latency = Math.round(performance.now() - started);
    outcome.authorizer = { latency };
    if (decision.kind === "refuse") {
      outcome.authorizer.error = decision.reason;
      return this.refused(exchange, decision.error, `the authorizer ${authorizer.name}: ${decision.reason}`);
    }
    context.authorizer = {
      principalId: decision.principalId,
      context: decision.context,
      integrationLatency: latency,
    };
    return undefined;
  }

  private async decide(
    authorizer: WebSocketAuthorizerModel,
    exchange: WebSocketEventContext,
  ): Promise<ConnectDecision> {
    const { apis, api, stage, context, request } = exchange;
    const failed = (reason: string): ConnectDecision => ({ kind: "refuse", error: "authorizerFailed", reason });
    if (request === undefined) {
      return failed("there is no request to authorize");
    }
    const methodArn = `${api.executionArn}/${stage.name}/$connect`;
    const event = buildAuthorizerEvent(request, context, methodArn);
    const { value: timeoutMs } = WEBSOCKET_API_LIMITS.integrationTimeout;
    const outcome = await invokeAuthorizer(apis, authorizer, api, stage.variables, event, timeoutMs);
    if (typeof outcome === "string") {
      return failed(outcome);
    }
    const size = outcome.kind === "result" ? Buffer.byteLength(outcome.payload) : 0;
    return size > WEBSOCKET_API_LIMITS.authorizerResult.value
      ? failed(`its result has ${size} bytes, over AWS's ${WEBSOCKET_API_LIMITS.authorizerResult.value}`)
      : decideConnect(outcome, methodArn);
  }

  private refused(exchange: WebSocketEventContext, error: WebSocketErrorName, why: string): WebSocketErrorName {
    const { route } = exchange;
    exchange.decidedBy = route?.authorizer === undefined ? "the $connect route" : `authorizer ${route.authorizer.name}`;
    explain(exchange, this.log, `refused, ${why}`);
    return error;
  }
}
