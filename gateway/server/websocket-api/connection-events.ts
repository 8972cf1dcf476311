import { selectRoute } from "../../behavior/websocket-api/route-selection";
import { DISCONNECT } from "../../model/websocket-api/model";
import { CLOSE_CODES, errorMessage, type WebSocketErrorName } from "../../behavior/websocket-api/errors";
import type { CurrentApis } from "../current-apis";
import { steadyNow } from "../shared/clock";
import { gatewayFailure } from "../gateway-failure";
import type { GatewayLog, RequestObserver } from "../shared/request-record";
import type { Connection, ConnectionEnd, ConnectionFacts } from "./connection";
import type { WebSocketIntegrations } from "./integrations";
import { stageAddress } from "./served-api";
import { explain, logAccess, newEvent } from "./event";

export interface ConnectionEventsOptions {
  integrations: WebSocketIntegrations;
  current: CurrentApis;
  /** Returns what events have as their `domainName`. */
  callbackHost: () => string;
  log: GatewayLog;
  onRequest: RequestObserver | undefined;
}

/** Leads what happens on open connections, their messages and their ends, to the routes of the program that is served now. */
export class ConnectionEvents {
  constructor(private readonly options: ConnectionEventsOptions) {}

  async message(connection: Connection, body: string): Promise<void> {
    const { integrations, current, callbackHost, log } = this.options;
    const { facts } = connection;
    const apis = current.value;
    const address = stageAddress(apis?.webSocketApis ?? [], facts);
    if (apis === undefined || address === undefined) {
      connection.close(CLOSE_CODES.goingAway, "Going away"); // a reload took the API away
      return;
    }
    const { served } = address;
    const route = selectRoute(served.routes, served.model.routeSelectionExpression, body);
    const kind = { routeKey: route?.routeKey ?? "$default", eventType: "MESSAGE" } as const;
    const exchange = newEvent(apis, address, facts, kind, callbackHost());
    exchange.body = body;
    const fail = (name: WebSocketErrorName, why?: string): void => {
      if (why !== undefined) {
        explain(exchange, log, why);
      }
      const { requestId } = exchange.context;
      exchange.outcome.error = { message: errorMessage(name, facts.id, requestId) };
      connection.send(errorMessage(name, facts.id, requestId));
    };
    if (route === undefined) {
      exchange.decidedBy = "no route";
      fail("forbidden", "no route has the message's key, and there is no $default");
      logAccess(exchange, 403, this.options);
      return;
    }
    if (!exchange.state.throttles.admits(route, steadyNow())) {
      exchange.decidedBy = "throttle";
      fail("tooManyRequests", "429, over the route's throttle");
      logAccess(exchange, 429, this.options);
      return;
    }
    const result = await current.hold(apis, () => integrations.call(exchange));
    if (result.kind === "failed") {
      fail("internalServerError");
    } else if (route.twoWay && result.body !== undefined && result.body !== "") {
      connection.send(integrations.routeResponse(exchange, result.body));
    }
    logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode, this.options);
  }

  /** Calls `$disconnect`, whatever ended the connection: best effort, as on AWS. */
  disconnected(facts: ConnectionFacts, end: ConnectionEnd): void {
    const { integrations, current, callbackHost, log } = this.options;
    const apis = current.value;
    const address = stageAddress(apis?.webSocketApis ?? [], facts);
    if (apis === undefined || address === undefined) {
      return;
    }
    const kind = { routeKey: DISCONNECT, eventType: "DISCONNECT" } as const;
    const exchange = newEvent(apis, address, facts, kind, callbackHost());
    exchange.context.disconnect = end;
    if (exchange.route?.integration === undefined) {
      return;
    }
    const work = current.hold(apis, async () => {
      const result = await integrations.call(exchange);
      logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode, this.options);
    });
    void work.catch((error: unknown) => log(gatewayFailure(error)));
  }
}
