import type { ConnectRequest, WebSocketContext } from "../../behavior/websocket-api/connection-request";
import type { WebSocketLogData } from "../../behavior/websocket-api/context-variables";
import type { WebSocketApiModel, WebSocketRouteModel, WebSocketStageModel } from "../../model/websocket-api/model";
import { newRequestId } from "../transport/request-ids";
import { integrationName } from "../shared/integration-name";
import type { RequestSteps } from "../shared/exchange";
import type { RequestTrace } from "../shared/request-trace";
import type { Traces } from "../telemetry/traces";
import type { GatewayLog, ExchangeObserver, RequestRecord } from "../shared/request-record";
import type { ServedApis } from "../served-apis";
import type { ClientIdentity, ConnectionEnd, ConnectionFacts } from "./connection";
import type { ServedWebSocketApi, WebSocketAddress, WebSocketStageState } from "./served-api";
import { defined } from "../../../language/defined";

/** One event of a connection on its way through the gateway: connect, message or disconnect. Nothing writes on it. */
export interface WebSocketEventContext {
  readonly apis: ServedApis;
  readonly served: ServedWebSocketApi;
  readonly api: WebSocketApiModel;
  readonly stage: WebSocketStageModel;
  readonly state: WebSocketStageState;
  /** Undefined where the API has no route for it. */
  readonly route: WebSocketRouteModel | undefined;
  readonly context: Readonly<WebSocketContext>;
  /** The way the client came. */
  readonly clientScheme: "http" | "https";
  /** The upgrade request, at `$connect` alone. */
  readonly request?: ConnectRequest;
  /** The message; empty for the other two. */
  readonly body: string;
  /** Milliseconds, for durations. */
  readonly started: number;
  /** The steps that are not the gateway's own work. They note themselves as they end. */
  readonly steps: RequestSteps;
}

/** The event by which something happens to a connection. */
export interface EventKind extends Pick<WebSocketContext, "routeKey" | "eventType"> {
  request?: ConnectRequest;
  body?: string;
  disconnect?: ConnectionEnd;
  /** Set where traces are sent. */
  trace?: RequestTrace | undefined;
}

/** The values that the access log adds to the context, each from the step that found it. */
export type EventTrace = Pick<WebSocketLogData, "integration" | "authorizer">;

/** The answer to an event, for the log and for who observes the requests. */
export interface EventOutcome extends EventTrace, Pick<WebSocketLogData, "error"> {
  status: number;
  /** The part of the API that decided, where it is not the route's integration. */
  decidedBy?: string;
  /** The reason for the answer. */
  why?: string;
}

/** Takes what happens on connections. */
export interface WebSocketLog {
  log: GatewayLog;
  onRequest: ExchangeObserver | undefined;
  traces?: Traces | undefined;
}

/** @param domainName Where a handler reaches the @connections API. */
export function newEvent(
  apis: ServedApis,
  { served, stage: stageName }: WebSocketAddress,
  facts: ConnectionFacts,
  { routeKey, eventType, request, body = "", disconnect, trace }: EventKind,
  domainName: string,
): WebSocketEventContext {
  const { model: api } = served;
  const stage = api.stages.find(({ name }) => name === stageName);
  const state = served.states.get(stageName);
  if (stage === undefined || state === undefined) {
    throw new Error(`${api.name} has no stage ${stageName}`);
  }
  const { id, apiId, connectedAt, sourceIp, scheme, userAgent, authorizer, iam, apiKey } = facts;
  const context = defined<WebSocketContext>({
    apiId,
    accountId: api.account,
    stage: stageName,
    domainName,
    connectionId: id,
    connectedAt,
    routeKey,
    eventType,
    requestId: newRequestId(),
    timeEpoch: Date.now(),
    sourceIp,
    messageId: eventType === "MESSAGE" ? newRequestId() : undefined,
    disconnect,
    stageVariables: stage.variables,
    userAgent,
    authorizer,
    iam,
    apiKey,
  });
  const route = served.routes.get(routeKey);
  return {
    apis,
    served,
    api,
    stage,
    state,
    route,
    clientScheme: scheme,
    body,
    started: performance.now(),
    steps: { calls: [], ...defined({ trace }) },
    context,
    ...defined({ request }),
  };
}

/** Returns the event with what was found out about its client. */
export function identified(event: WebSocketEventContext, identity: ClientIdentity): WebSocketEventContext {
  return { ...event, context: { ...event.context, ...identity } };
}

/** Writes why an event was answered so, and the event to the stage's access log, where it has one; tells who observes the requests. */
export function report(event: WebSocketEventContext, outcome: EventOutcome, { log, onRequest }: WebSocketLog): void {
  const { state, context } = event;
  if (outcome.why !== undefined) {
    log(`${labelOf(event)}: ${outcome.why}`, "request");
  }
  const accessEntry = state.accessLog?.({ context, ...outcome });
  if (accessEntry !== undefined) {
    log(accessEntry, "access");
  }
  const message = context.eventType === "MESSAGE" ? event.body : undefined;
  onRequest?.({ ...eventRecord(event, outcome), accessEntry }, { message, steps: event.steps });
}

function eventRecord(event: WebSocketEventContext, { status, decidedBy, why }: EventOutcome): RequestRecord {
  const { apis, api, stage, route, context, started } = event;
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
    notes: why === undefined ? [] : [why],
  };
}

/** The event in a log line. */
function labelOf({ api, context }: WebSocketEventContext): string {
  return `${api.name} ${context.routeKey} ${context.connectionId}`;
}
