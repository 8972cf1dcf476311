import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { DISCONNECT } from "../../../aws/websocket-routes";
import { CLOSE_CODES, errorMessage, type WebSocketErrorName } from "../../behavior/websocket-api/errors";
import { checkMessage } from "../../behavior/websocket-api/request-validation";
import { selectRoute } from "../../behavior/websocket-api/route-selection";
import type { CurrentApis } from "../current-apis";
import { gatewayFailure } from "../gateway-failure";
import type { RequestTrace } from "../shared/request-trace";
import { steadyNow } from "../shared/clock";
import type { Connection, ConnectionEnd, ConnectionFacts } from "./connection";
import { type EventOutcome, newEvent, report, type WebSocketEventContext, type WebSocketLog } from "./event";
import { type IntegrationOutcome, routeResponse, type WebSocketIntegrations } from "./integrations";
import { stageAddress } from "./served-api";

export interface ConnectionEventsOptions extends WebSocketLog {
  integrations: WebSocketIntegrations;
  current: CurrentApis;
  /** Returns what events have as their `domainName`. */
  callbackHost: () => string;
}

/** The answer to a message, and what the client is sent, if anything. */
interface MessageAnswer {
  outcome: EventOutcome;
  reply?: string;
  error?: WebSocketErrorName;
}

/** Dispatches what happens on open connections, their messages and their ends, to the routes of the program that is served now. */
export class ConnectionEvents {
  constructor(private readonly options: ConnectionEventsOptions) {}

  async message(connection: Connection, body: string): Promise<void> {
    const { current, callbackHost } = this.options;
    const { facts } = connection;
    const apis = current.value;
    const address = stageAddress(apis?.webSocketApis ?? [], facts);
    if (apis === undefined || address === undefined) {
      connection.close(CLOSE_CODES.goingAway, "Going away"); // a reload took the API away
      return;
    }
    const { routes, model } = address.served;
    const routeKey = selectRoute(routes, model.routeSelectionExpression, body)?.routeKey ?? "$default";
    const event = newEvent(
      apis,
      address,
      facts,
      { routeKey, eventType: "MESSAGE", body, trace: this.trace() },
      callbackHost(),
    );
    const { outcome, reply, error } = await this.answer(event);
    const message = error && errorMessage(error, facts.id, event.context.requestId);
    const sent = message ?? reply ?? "";
    if (sent !== "") {
      connection.send(sent);
    }
    report(event, message === undefined ? outcome : { ...outcome, error: { message } }, this.options);
  }

  private async answer(event: WebSocketEventContext): Promise<MessageAnswer> {
    const { route, state, apis } = event;
    const { integrations, current } = this.options;
    if (route === undefined) {
      const why = "no route has the message's key, and there is no $default";
      return { error: "forbidden", outcome: { status: 403, decidedBy: "no route", why } };
    }
    if (!state.throttles.admits(route, steadyNow())) {
      const why = "429, over the route's throttle";
      return { error: "tooManyRequests", outcome: { status: 429, decidedBy: "throttle", why } };
    }
    const check = checkMessage(route, event);
    if (check.kind !== "valid") {
      const [error, status] =
        check.kind === "invalid" ? (["badRequestBody", 400] as const) : (["internalServerError", 500] as const);
      return { error, outcome: { status, decidedBy: "validation", why: `${status}, ${check.why}` } };
    }
    return answerOf(event, await current.hold(apis, () => integrations.call(event)));
  }

  /** An event of an open connection begins a trace of its own: a message carries no headers. */
  private trace(): RequestTrace | undefined {
    return this.options.traces?.begin([], Date.now());
  }

  /** Calls `$disconnect`, whatever ended the connection: best effort, as on AWS. */
  disconnected(facts: ConnectionFacts, disconnect: ConnectionEnd): void {
    const { integrations, current, callbackHost, log } = this.options;
    const apis = current.value;
    const address = stageAddress(apis?.webSocketApis ?? [], facts);
    if (apis === undefined || address === undefined) {
      return;
    }
    const kind = { routeKey: DISCONNECT, eventType: "DISCONNECT", disconnect, trace: this.trace() } as const;
    const event = newEvent(apis, address, facts, kind, callbackHost());
    if (event.route?.integration === undefined) {
      return;
    }
    const work = current.hold(apis, async () => {
      report(event, answerOf(event, await integrations.call(event)).outcome, this.options);
    });
    void work.catch((error: unknown) => log(gatewayFailure(error)));
  }
}

/**
 * undocumented: what a client gets instead of a route response over the quota of a message, 128 KB.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
function answerOf(event: WebSocketEventContext, { result, integration }: IntegrationOutcome): MessageAnswer {
  if (result.kind === "failed") {
    const why = `failed, ${result.diagnosis}`;
    return { error: "internalServerError", outcome: { status: 500, integration, why } };
  }
  const { statusCode: status, body } = result;
  const outcome = { status, integration };
  if (event.route?.twoWay !== true || body === undefined || body === "") {
    return { outcome };
  }
  const reply = routeResponse(event, body);
  const size = Buffer.byteLength(reply);
  if (size > WEBSOCKET_API_LIMITS.message.value) {
    const { value: limit } = WEBSOCKET_API_LIMITS.message;
    const why = `failed, the route response has ${size} bytes, over a message's ${limit}: send it in parts`;
    return { error: "internalServerError", outcome: { ...outcome, status: 500, why } };
  }
  return { outcome, reply };
}
