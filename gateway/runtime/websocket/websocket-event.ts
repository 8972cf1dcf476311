import type { ConnectRequest, WebSocketContext } from "../../model/websocket/connection-request";
import type { WebSocketLogData } from "../../model/websocket/context-variables";
import type {
  WebSocketApiModel,
  WebSocketRouteModel,
  WebSocketStageModel,
} from "../../model/websocket/websocket-api-model";
import type { Program } from "../program";
import type { ServedWebSocketApi, WebSocketStageState } from "./served-api";

/** One event of a connection on its way through the gateway: connect, message or disconnect. */
export interface WebSocketEventExchange {
  program: Program;
  served: ServedWebSocketApi;
  api: WebSocketApiModel;
  stage: WebSocketStageModel;
  state: WebSocketStageState;
  /** Undefined where the API has no route for it. */
  route: WebSocketRouteModel | undefined;
  context: WebSocketContext;
  /** The upgrade request, at `$connect` alone. */
  request?: ConnectRequest;
  /** The message; empty for the other two. */
  body: string;
  /** What the access log adds to the context. */
  outcome: Omit<WebSocketLogData, "context">;
}

/** The event in a log line. */
export function labelOf({ api, context }: WebSocketEventExchange): string {
  return `${api.name} ${context.routeKey} ${context.connectionId}`;
}
