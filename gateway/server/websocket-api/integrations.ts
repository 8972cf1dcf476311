import { failureAdvice } from "../../behavior/shared/function-failure";
import { mockStatusCode } from "../../behavior/shared/mock-integration";
import { buildConnectEvent, buildDisconnectEvent, buildMessageEvent } from "../../behavior/websocket-api/lambda-event";
import { interpretProxyResult, type ProxyResult } from "../../behavior/websocket-api/lambda-result";
import { requestBody, responseBody, selectResponse } from "../../behavior/websocket-api/parameter-mapping";
import type { WebSocketIntegrationModel } from "../../model/websocket-api/model";
import type { HttpClient } from "../transport/http-client";
import { callFunction, unansweredText } from "../lambda/function-call";
import type { GatewayLog } from "../shared/request-record";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import { explain, type WebSocketEventContext } from "./event";
import { callHttpBackend } from "./http-integration";

/** Calls what a route of a WebSocket API routes to. Never rejects: what goes wrong is in the result, and in the log. */
export class WebSocketIntegrations {
  constructor(
    private readonly client: HttpClient,
    private readonly log: GatewayLog,
  ) {}

  async call(exchange: WebSocketEventContext): Promise<ProxyResult> {
    const started = performance.now();
    const result = await this.answer(exchange);
    const latency = Math.round(performance.now() - started);
    exchange.outcome.integration = {
      ...exchange.outcome.integration,
      latency,
      ...(result.kind === "answer" ? { status: result.statusCode } : { error: result.diagnosis }),
    };
    if (result.kind === "failed") {
      explain(exchange, this.log, `failed, ${result.diagnosis}`);
    }
    return result;
  }

  /** Returns what a two-way route sends back: the answer, as the route response's template renders it. */
  routeResponse(exchange: WebSocketEventContext, body: string): string {
    return responseBody(
      exchange.route?.responses.find(({ key }) => key === "$default"),
      body,
      exchange,
    );
  }

  private async answer(exchange: WebSocketEventContext): Promise<ProxyResult> {
    const integration = exchange.route?.integration;
    if (integration === undefined) {
      return failed("the route has no integration: give it a target");
    }
    try {
      switch (integration.type) {
        case "AWS_PROXY":
          return await this.callFunction(exchange, integration, JSON.stringify(eventOf(exchange)), true);
        case "AWS":
          return await this.callService(exchange, integration);
        case "HTTP_PROXY":
        case "HTTP":
          return await this.callBackend(exchange, integration);
        case "MOCK":
          return mock(exchange, integration);
      }
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  private async callFunction(
    exchange: WebSocketEventContext,
    integration: WebSocketIntegrationModel,
    payload: string,
    proxies: boolean,
  ): Promise<ProxyResult> {
    const target = resolveFunction(exchange.apis, integration.lambda, exchange.stage.variables);
    if (target.function === undefined) {
      return failed(`${target.arn} is no function of this program, so there is no code to run`);
    }
    const { functionName } = target.function.config;
    if (exchange.route?.invokePermission === "missing") {
      return failed(missingPermission(functionName, `${exchange.api.executionArn}/*/*`));
    }
    const call = await callFunction(target.function, target.arn, payload, integration.timeoutMs);
    exchange.outcome.integration = { requestId: call.requestId };
    const { outcome } = call;
    if (outcome === undefined) {
      return failed(unansweredText(functionName, call.unanswered, `the integration's ${integration.timeoutMs} ms`));
    }
    if (proxies) {
      return interpretProxyResult(outcome);
    }
    // what a function that is no proxy throws is its error as JSON, with status 200 from Lambda itself
    return outcome.kind === "result"
      ? mapped(exchange, integration, 200, outcome.payload)
      : failed(
          `the function ended with ${outcome.errorType}: ${outcome.errorMessage}. ${failureAdvice(outcome, "a result")}`,
        );
  }

  private callService(
    exchange: WebSocketEventContext,
    integration: WebSocketIntegrationModel,
  ): ProxyResult | Promise<ProxyResult> {
    if (integration.lambda === undefined) {
      return failed(`${integration.uri ?? "the AWS service"} does not run locally`);
    }
    const body = requestBody(integration, exchange);
    return body === undefined ? NO_TEMPLATE : this.callFunction(exchange, integration, body, false);
  }

  private async callBackend(
    exchange: WebSocketEventContext,
    integration: WebSocketIntegrationModel,
  ): Promise<ProxyResult> {
    if (integration.isPrivate) {
      return failed("a private integration through a VPC link has no backend on this machine");
    }
    const body = integration.type === "HTTP" ? requestBody(integration, exchange) : exchange.body;
    if (body === undefined) {
      return NO_TEMPLATE;
    }
    const called = await callHttpBackend(this.client, exchange, integration, body);
    if ("problem" in called) {
      return failed(called.problem);
    }
    const { statusCode, headers, text } = called;
    return integration.type === "HTTP"
      ? mapped(exchange, integration, statusCode, text)
      : { kind: "answer", statusCode, headers, body: text };
  }
}

function eventOf(exchange: WebSocketEventContext): object {
  const { context, request, body } = exchange;
  switch (context.eventType) {
    case "CONNECT":
      return buildConnectEvent(request ?? { headers: [], rawQueryString: "", sourceIp: context.sourceIp }, context);
    case "MESSAGE":
      return buildMessageEvent(body, context);
    case "DISCONNECT":
      return buildDisconnectEvent(context);
  }
}

/** A MOCK integration answers the status that its request template names, and 200 where it names none. */
function mock(exchange: WebSocketEventContext, integration: WebSocketIntegrationModel): ProxyResult {
  const body = requestBody(integration, exchange);
  if (body === undefined) {
    return NO_TEMPLATE;
  }
  const hasTemplate = Object.keys(integration.requestTemplates).length > 0;
  const status = hasTemplate ? mockStatusCode(body) : 200;
  return status === undefined
    ? failed(`the MOCK integration's template rendered ${body.slice(0, 60)}; render {"statusCode": 200}`)
    : mapped(exchange, integration, status, "");
}

/** A non-proxy answer goes through the integration response; it refuses no connection, whatever its status is. */
function mapped(
  exchange: WebSocketEventContext,
  integration: WebSocketIntegrationModel,
  status: number,
  body: string,
): ProxyResult {
  const response = selectResponse(integration.responses, status);
  return { kind: "answer", statusCode: 200, headers: {}, body: responseBody(response, body, exchange) };
}

const NO_TEMPLATE = failed("no request template fits, and passthroughBehavior lets nothing else through");

function failed(diagnosis: string): ProxyResult {
  return { kind: "failed", diagnosis };
}
