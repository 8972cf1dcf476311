import type { ConnectRequest, WebSocketContext } from "../../behavior/websocket-api/connection-request";
import type { WebSocketLogData } from "../../behavior/websocket-api/context-variables";
import type { WebSocketApiModel, WebSocketRouteModel, WebSocketStageModel } from "../../model/websocket-api/model";
import { newRequestId } from "../transport/request-ids";
import { integrationName } from "../shared/integration-name";
import type { GatewayLog, RequestObserver, RequestRecord } from "../shared/request-record";
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
  /** What decided, where it is not the route's integration. */
  decidedBy?: string;
  /** The reasons for the answer, in the order in which they were found. */
  notes: string[];
  /** Milliseconds, for durations. */
  started: number;
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
    notes: [],
    started: performance.now(),
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

/** Takes what happens on connections. */
export interface WebSocketLog {
  log: GatewayLog;
  onRequest: RequestObserver | undefined;
}

/** Writes the event to the stage's access log, where it has one, and tells who observes the requests. */
export function logAccess(exchange: WebSocketEventContext, status: number, { log, onRequest }: WebSocketLog): void {
  const { state, context, outcome } = exchange;
  const accessEntry = state.accessLog?.({ context, ...outcome, status });
  if (accessEntry !== undefined) {
    log(accessEntry, "access");
  }
  onRequest?.({ ...eventRecord(exchange, status), accessEntry });
}

/** Notes a reason for the answer, and writes it to the log. */
export function explain(exchange: WebSocketEventContext, log: GatewayLog, why: string): void {
  exchange.notes.push(why);
  log(`${labelOf(exchange)}: ${why}`, "request");
}

function eventRecord(exchange: WebSocketEventContext, status: number): RequestRecord {
  const { apis, api, stage, route, context, notes, started, decidedBy } = exchange;
  const integration = route?.integration;
  return {
    time: context.timeEpoch,
    requestId: context.requestId,
    kind: "websocket",
    api: api.name,
    stage: stage.name,
    method: context.eventType,
    path: context.connectionId,
    route: route?.routeKey,
    status,
    duration: performance.now() - started,
    decidedBy:
      decidedBy ?? (integration === undefined ? "no integration" : integrationName(integration, apis, stage.variables)),
    notes,
  };
}

/** The event in a log line. */
function labelOf({ api, context }: WebSocketEventContext): string {
  return `${api.name} ${context.routeKey} ${context.connectionId}`;
}
