import { selectRoute } from "../../behavior/websocket-api/route-selection";
import { DISCONNECT } from "../../model/websocket-api/model";
import { CLOSE_CODES, errorMessage, type WebSocketErrorName } from "../../behavior/websocket-api/errors";
import type { CurrentProgram } from "../current-program";
import { gatewayFailure } from "../gateway-failure";
import type { Connection, ConnectionEnd, ConnectionFacts } from "./connection";
import type { WebSocketIntegrations } from "./integrations";
import { stageAddress } from "./served-api";
import { labelOf, logAccess, newEvent } from "./event";

export interface ConnectionEventsOptions {
  integrations: WebSocketIntegrations;
  programs: CurrentProgram;
  /** What events have as their `domainName`. */
  callbackHost: () => string;
  log: (line: string) => void;
}

/** Leads what happens on open connections, their messages and their ends, to the routes of the program that is served now. */
export class ConnectionEvents {
  constructor(private readonly options: ConnectionEventsOptions) {}

  async message(connection: Connection, body: string): Promise<void> {
    const { integrations, programs, callbackHost, log } = this.options;
    const { facts } = connection;
    const program = programs.value;
    const address = stageAddress(program?.webSocketApis ?? [], facts);
    if (program === undefined || address === undefined) {
      connection.close(CLOSE_CODES.goingAway, "Going away"); // a reload took the API away
      return;
    }
    const { served } = address;
    const route = selectRoute(served.routes, served.model.routeSelectionExpression, body);
    const kind = { routeKey: route?.routeKey ?? "$default", eventType: "MESSAGE" } as const;
    const exchange = newEvent(program, address, facts, kind, callbackHost());
    exchange.body = body;
    const fail = (name: WebSocketErrorName, why?: string): void => {
      if (why !== undefined) {
        log(`${labelOf(exchange)}: ${why}`);
      }
      const { requestId } = exchange.context;
      exchange.outcome.error = { message: errorMessage(name, facts.id, requestId) };
      connection.send(errorMessage(name, facts.id, requestId));
    };
    if (route === undefined) {
      fail("forbidden", "no route has the message's key, and there is no $default");
      logAccess(exchange, 403, log);
      return;
    }
    if (!exchange.state.throttles.admits(route, Date.now())) {
      fail("tooManyRequests", "429, over the route's throttle");
      logAccess(exchange, 429, log);
      return;
    }
    const result = await programs.hold(program, () => integrations.call(exchange));
    if (result.kind === "failed") {
      fail("internalServerError");
    } else if (route.twoWay && result.body !== undefined && result.body !== "") {
      connection.send(integrations.routeResponse(exchange, result.body));
    }
    logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode, log);
  }

  /** Calls `$disconnect`, whatever ended the connection: best effort, as on AWS. */
  disconnected(facts: ConnectionFacts, end: ConnectionEnd): void {
    const { integrations, programs, callbackHost, log } = this.options;
    const program = programs.value;
    const address = stageAddress(program?.webSocketApis ?? [], facts);
    if (program === undefined || address === undefined) {
      return;
    }
    const kind = { routeKey: DISCONNECT, eventType: "DISCONNECT" } as const;
    const exchange = newEvent(program, address, facts, kind, callbackHost());
    exchange.context.disconnect = end;
    if (exchange.route?.integration === undefined) {
      return;
    }
    const work = programs.hold(program, async () => {
      const result = await integrations.call(exchange);
      logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode, log);
    });
    void work.catch((error: unknown) => log(gatewayFailure(error)));
  }
}
