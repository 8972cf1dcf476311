import type { ConnectRequest, WebSocketContext } from "../../behavior/websocket-api/connection-request";
import type { WebSocketLogData } from "../../behavior/websocket-api/context-variables";
import type { WebSocketApiModel, WebSocketRouteModel, WebSocketStageModel } from "../../model/websocket-api/model";
import { newRequestId } from "../transport/request-ids";
import type { ServedApis } from "../served-apis";
import type { ConnectionFacts } from "./connection";
import type { ServedWebSocketApi, WebSocketAddress, WebSocketStageState } from "./served-api";
import { defined } from "../../../language/defined";

/** One event of a connection on its way through the gateway: connect, message or disconnect. */
export interface WebSocketEventContext {
  apis: ServedApis;
  served: ServedWebSocketApi;
  api: WebSocketApiModel;
  stage: WebSocketStageModel;
  state: WebSocketStageState;
  /** Undefined where the API has no route for it. */
  route: WebSocketRouteModel | undefined;
  context: WebSocketContext;
  /** The way the client came. */
  clientScheme: "http" | "https";
  /** The upgrade request, at `$connect` alone. */
  request?: ConnectRequest;
  /** The message; empty for the other two. */
  body: string;
  /** The values that the access log adds to the context. */
  outcome: Omit<WebSocketLogData, "context">;
}

/** @param domainName Where a handler reaches the @connections API. */
export function newEvent(
  apis: ServedApis,
  { served, stage: stageName }: WebSocketAddress,
  facts: ConnectionFacts,
  { routeKey, eventType }: Pick<WebSocketContext, "routeKey" | "eventType">,
  domainName: string,
): WebSocketEventContext {
  const { model: api } = served;
  const stage = api.stages.find(({ name }) => name === stageName);
  const state = served.states.get(stageName);
  if (stage === undefined || state === undefined) {
    throw new Error(`${api.name} has no stage ${stageName}`);
  }
  const { id, apiId, connectedAt, sourceIp, scheme, userAgent, authorizer, iam, apiKey } = facts;
  const requestId = newRequestId();
  return {
    apis,
    served,
    api,
    stage,
    state,
    route: served.routes.get(routeKey),
    clientScheme: scheme,
    body: "",
    outcome: {},
    context: defined({
      apiId,
      accountId: api.account,
      stage: stageName,
      domainName,
      connectionId: id,
      connectedAt,
      routeKey,
      eventType,
      requestId,
      timeEpoch: Date.now(),
      sourceIp,
      messageId: eventType === "MESSAGE" ? newRequestId() : undefined,
      stageVariables: stage.variables,
      userAgent,
      authorizer,
      iam,
      apiKey,
    }),
  };
}

/** Writes the event to the stage's access log, where it has one. */
export function logAccess(
  { state, context, outcome }: WebSocketEventContext,
  status: number,
  log: (line: string) => void,
): void {
  if (state.accessLog !== undefined) {
    log(state.accessLog({ context, ...outcome, status }));
  }
}

/** The event in a log line. */
export function labelOf({ api, context }: WebSocketEventContext): string {
  return `${api.name} ${context.routeKey} ${context.connectionId}`;
}
