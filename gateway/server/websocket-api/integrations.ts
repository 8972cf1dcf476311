import { defined } from "../../../language/defined";
import { failureAdvice } from "../../behavior/shared/function-failure";
import { mockStatusCode } from "../../behavior/shared/mock-integration";
import type { WebSocketLogData } from "../../behavior/websocket-api/context-variables";
import { buildConnectEvent, buildDisconnectEvent, buildMessageEvent } from "../../behavior/websocket-api/lambda-event";
import { interpretProxyResult, type ProxyResult } from "../../behavior/websocket-api/lambda-result";
import { requestBody, responseBody, selectResponse } from "../../behavior/websocket-api/parameter-mapping";
import type { SelectableResponse } from "../../behavior/websocket-api/selection-expression";
import type { WebSocketIntegrationModel } from "../../model/websocket-api/model";
import type { AwsServices } from "../aws-services/aws-services";
import type { HttpClient } from "../transport/http-client";
import { stepSince } from "../shared/exchange";
import { callFunction, unansweredText } from "../lambda/function-call";
import { callableFunction } from "../lambda/function-target";
import type { WebSocketEventContext } from "./event";
import { callHttpBackend } from "./http-integration";
import { callServiceBackend } from "./service-integration";

type IntegrationTrace = NonNullable<WebSocketLogData["integration"]>;

/** The result of an integration, and what the access log has of it. */
export interface IntegrationOutcome {
  result: ProxyResult;
  integration: IntegrationTrace;
}

/** The result of a kind of integration, with the id of the request that it was. */
interface Called {
  result: ProxyResult;
  requestId?: string;
}

/** Calls what a route of a WebSocket API routes to. Never rejects: what goes wrong is in the result. */
export class WebSocketIntegrations {
  constructor(
    private readonly client: HttpClient,
    private readonly services: AwsServices,
  ) {}

  async call(event: WebSocketEventContext): Promise<IntegrationOutcome> {
    const started = performance.now();
    const { result, requestId } = await this.answer(event);
    const latency = Math.round(performance.now() - started);
    event.steps.integration = stepSince(started, event.started);
    const outcome = result.kind === "answer" ? { status: result.statusCode } : { error: result.diagnosis };
    return { result, integration: { ...defined({ requestId }), latency, ...outcome } };
  }

  private async answer(event: WebSocketEventContext): Promise<Called> {
    const integration = event.route?.integration;
    if (integration === undefined) {
      return failed("the route has no integration: give it a target");
    }
    try {
      switch (integration.type) {
        case "AWS_PROXY":
          return await callLambda(event, integration, JSON.stringify(payloadOf(event)), true);
        case "AWS":
          return await this.callService(event, integration);
        case "HTTP_PROXY":
        case "HTTP":
          return await this.callBackend(event, integration);
        case "MOCK":
          return mock(event, integration);
      }
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  private async callService(event: WebSocketEventContext, integration: WebSocketIntegrationModel): Promise<Called> {
    const body = requestBody(integration, event);
    if (body === undefined) {
      return NO_TEMPLATE;
    }
    if (integration.lambda !== undefined) {
      return callLambda(event, integration, body, false);
    }
    const called = await callServiceBackend(this.services, event, integration, body);
    return "problem" in called
      ? failed(called.problem)
      : mapped(event, integration, String(called.statusCode), called.text, called);
  }

  private async callBackend(event: WebSocketEventContext, integration: WebSocketIntegrationModel): Promise<Called> {
    if (integration.isPrivate) {
      return failed("a private integration through a VPC link has no backend on this machine");
    }
    const body = integration.type === "HTTP" ? requestBody(integration, event) : event.body;
    if (body === undefined) {
      return NO_TEMPLATE;
    }
    const called = await callHttpBackend(this.client, event, integration, body);
    if ("problem" in called) {
      return failed(called.problem);
    }
    const { statusCode, headers, text } = called;
    return integration.type === "HTTP"
      ? mapped(event, integration, String(statusCode), text, called)
      : { result: { kind: "answer", statusCode, headers, body: text } };
  }
}

/** Returns what a two-way route sends back: the answer, as the route response's template renders it. */
export function routeResponse(event: WebSocketEventContext, body: string): string {
  return responseBody(
    event.route?.responses.find(({ key }) => key === "$default"),
    body,
    event,
  );
}

async function callLambda(
  event: WebSocketEventContext,
  integration: WebSocketIntegrationModel,
  payload: string,
  proxies: boolean,
): Promise<Called> {
  const isAllowed = event.route?.stagesWithoutPermission.includes(event.stage.name) !== true;
  const sourceArn = `${event.api.executionArn}/*/*`;
  const { credentialsArn } = integration;
  const permission = { isAllowed, sourceArn, credentialsArn };
  const target = callableFunction(event.apis, integration.lambda, event.stage.variables, permission);
  if ("problem" in target) {
    return failed(target.problem);
  }
  const call = await callFunction(target.function, target.arn, payload, integration.timeoutMs);
  const { functionName: name } = target.function.config;
  event.steps.calls.push({ by: "integration", name, event: payload, call });
  const { requestId } = call;
  if (call.outcome === undefined) {
    const why = unansweredText(
      target.function.config.functionName,
      call.unanswered,
      `the integration's ${integration.timeoutMs} ms`,
    );
    return { ...failed(why), requestId };
  }
  const { outcome } = call;
  if (proxies) {
    return { result: interpretProxyResult(outcome), requestId };
  }
  // Lambda's own status is 200, whatever the function ends with
  const response = { statusCode: 200, headers: {} };
  if (outcome.kind === "result") {
    return { ...mapped(event, integration, undefined, outcome.payload, response), requestId };
  }
  const { errorMessage, errorType } = outcome;
  const isExpected = selectResponse(integration.responses, errorMessage) !== undefined;
  const error = outcome.payload ?? JSON.stringify({ errorMessage, errorType });
  const called = isExpected
    ? mapped(event, integration, errorMessage, error, response)
    : failed(`the function ended with ${errorType}: ${errorMessage}. ${failureAdvice(outcome, "a result")}`);
  return { ...called, requestId };
}

function payloadOf({ context, request, body }: WebSocketEventContext): object {
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
function mock(event: WebSocketEventContext, integration: WebSocketIntegrationModel): Called {
  const body = requestBody(integration, event);
  if (body === undefined) {
    return NO_TEMPLATE;
  }
  const hasTemplate = Object.keys(integration.requestTemplates).length > 0;
  const statusCode = hasTemplate ? mockStatusCode(body) : 200;
  return statusCode === undefined
    ? failed(`the MOCK integration's template rendered ${body.slice(0, 60)}; render {"statusCode": 200}`)
    : mapped(event, integration, String(statusCode), "", { statusCode, headers: {} });
}

/**
 * A non-proxy answer goes through the integration response; it refuses no connection, whatever its status is.
 *
 * @param subject the status or the error message that selects the integration response
 */
function mapped(
  event: WebSocketEventContext,
  { responses }: WebSocketIntegrationModel,
  subject: string | undefined,
  body: string,
  response: SelectableResponse,
): Called {
  const answer = responseBody(selectResponse(responses, subject), body, event, response);
  return { result: { kind: "answer", statusCode: 200, headers: {}, body: answer } };
}

const NO_TEMPLATE = failed("no request template fits, and passthroughBehavior lets nothing else through");

function failed(diagnosis: string): Called {
  return { result: { kind: "failed", diagnosis } };
}
