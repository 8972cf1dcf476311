import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { type ConnectDecision, decideConnect, identityValues } from "../../behavior/websocket-api/authorization";
import type { ConnectRequest } from "../../behavior/websocket-api/connection-request";
import { buildAuthorizerEvent } from "../../behavior/websocket-api/lambda-event";
import type { WebSocketAuthorizerModel } from "../../model/websocket-api/model";
import type { WebSocketErrorName } from "../../behavior/websocket-api/errors";
import { stepSince } from "../shared/exchange";
import { invokeAuthorizer } from "../lambda/authorizer-function";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import type { ClientIdentity } from "./connection";
import type { EventTrace, WebSocketEventContext } from "./event";
import { defined } from "../../../language/defined";

/** The decision on a client that connects, with what it found out. */
export type Authorization = (
  | {
      kind: "allowed";
      identity: ClientIdentity;
      /** The API key that the authorizer names. */
      usageIdentifierKey?: string;
    }
  | { kind: "refused"; error: WebSocketErrorName; decidedBy: string; why: string }
) &
  Pick<EventTrace, "authorizer">;

/** The decision where no authorizer makes one. */
const ROUTE = "the $connect route";

/** Decides whether a connection may be made, by the authorization of `$connect`. */
export class ConnectAuthorization {
  constructor(private readonly iam: "refuse" | "trust") {}

  async authorize(event: WebSocketEventContext, request: ConnectRequest): Promise<Authorization> {
    const { route } = event;
    switch (route?.authorizationType) {
      case "AWS_IAM":
        return this.iam === "refuse"
          ? { kind: "refused", error: "forbidden", decidedBy: ROUTE, why: IAM_UNCHECKED }
          : { kind: "allowed", identity: { iam: localCaller(event.api) } };
      case "CUSTOM":
        return route.authorizer === undefined
          ? {
              kind: "refused",
              error: "authorizerFailed",
              decidedBy: ROUTE,
              why: "the route's authorizer is not in the program",
            }
          : ask(route.authorizer, event, request);
      default:
        return { kind: "allowed", identity: {} };
    }
  }
}

async function ask(
  authorizer: WebSocketAuthorizerModel,
  event: WebSocketEventContext,
  request: ConnectRequest,
): Promise<Authorization> {
  const decidedBy = `authorizer ${authorizer.name}`;
  if (identityValues(authorizer.identitySources, request, event.context) === undefined) {
    const why = `the request lacks one of ${authorizer.name}'s ${authorizer.identitySources.join(", ")}`;
    return { kind: "refused", error: "unauthorized", decidedBy, why };
  }
  const started = performance.now();
  const decision = await decide(authorizer, event, request);
  const latency = Math.round(performance.now() - started);
  event.steps.authorizer = stepSince(started, event.started);
  if (decision.kind === "refuse") {
    const why = `the authorizer ${authorizer.name}: ${decision.reason}`;
    return { kind: "refused", error: decision.error, decidedBy, why, authorizer: { latency, error: decision.reason } };
  }
  const { principalId, context, usageIdentifierKey } = decision;
  return {
    kind: "allowed",
    identity: { authorizer: { principalId, context, integrationLatency: latency } },
    ...defined({ usageIdentifierKey }),
    authorizer: { latency },
  };
}

async function decide(
  authorizer: WebSocketAuthorizerModel,
  { apis, api, stage, context, steps }: WebSocketEventContext,
  request: ConnectRequest,
): Promise<ConnectDecision> {
  const failed = (reason: string): ConnectDecision => ({ kind: "refuse", error: "authorizerFailed", reason });
  const methodArn = `${api.executionArn}/${stage.name}/$connect`;
  const payload = buildAuthorizerEvent(request, context, methodArn);
  const { value: timeoutMs } = WEBSOCKET_API_LIMITS.integrationTimeout;
  const outcome = await invokeAuthorizer(apis, authorizer, api, stage.variables, payload, timeoutMs, steps);
  if (outcome.kind === "unanswered") {
    return failed(outcome.reason);
  }
  const size = outcome.kind === "result" ? Buffer.byteLength(outcome.payload) : 0;
  return size > WEBSOCKET_API_LIMITS.authorizerResult.value
    ? failed(`its result has ${size} bytes, over AWS's ${WEBSOCKET_API_LIMITS.authorizerResult.value}`)
    : decideConnect(outcome, methodArn, {
        sourceIp: context.sourceIp,
        headers: request.headers,
        timeEpoch: context.timeEpoch,
      });
}
