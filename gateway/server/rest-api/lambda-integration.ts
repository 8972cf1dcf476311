import type { LambdaOutcome } from "../../behavior/http-api/lambda-result";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { interpretProxyResult } from "../../behavior/rest-api/lambda-result";
import { isBinaryType, mediaType } from "../../behavior/rest-api/media-types";
import { remappedHeaders } from "../../behavior/rest-api/remapped-headers";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import { buildRestEvent } from "../../behavior/rest-api/lambda-event";
import { callFunction, type FunctionCall, unansweredText } from "../lambda/function-call";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import type { LambdaFunction } from "../lambda/lambda-function";
import { isOverPayloadLimit } from "../lambda/payload-size";
import type { ServedApis } from "../served-apis";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import { type IntegrationResult, misconfigured } from "./integration-result";
import type { RestRequestContext } from "./request-context";
import { forwardedRestRequest } from "./forwarding";
import { streamFunction } from "./streamed-function";

/** Calls functions for the methods of REST APIs, as proxies (AWS_PROXY) and with mapping (AWS). */
export class LambdaIntegration {
  constructor(private readonly log: (line: string) => void) {}

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
  async callProxy(
    served: ServedApis,
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
  ): Promise<IntegrationResult> {
    const { binaryMediaTypes } = exchange.definition;
    const isBinary = isBinaryType(mediaType(exchange.contentType), binaryMediaTypes);
    const event = buildRestEvent(forwardedRestRequest(exchange), exchange.data, isBinary);
    if (integration.streams) {
      return this.stream(served, exchange, integration, JSON.stringify(event));
    }
    const invoked = await this.invoke(served, exchange, integration, JSON.stringify(event));
    if ("error" in invoked) {
      return invoked;
    }
    const { response, diagnosis } = interpretProxyResult(invoked.outcome, exchange.header("accept"), binaryMediaTypes);
    if (response === undefined) {
      this.log(`${exchange.label}: 502, ${diagnosis ?? ""}`);
      return { error: restError("INTEGRATION_FAILURE", { statusCode: 502, message: "Internal server error" }) };
    }
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    return { response: { ...response, headers: remappedHeaders(response.headers) } };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
  async callCustom(
    served: ServedApis,
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    { body, headers }: MappedRestRequest,
  ): Promise<BackendAnswer | { error: RestError }> {
    const payload = body.length === 0 ? "{}" : body.toString("utf8");
    if (!isJson(payload)) {
      this.log(`${exchange.label}: 400, the function's event is not JSON; make it so with a mapping template`);
      return { error: restError("BAD_REQUEST_BODY", { message: "Could not parse request body into json" }) };
    }
    const invocationType = Object.entries(headers).find(
      ([name]) => name.toLowerCase() === "x-amz-invocation-type",
    )?.[1];
    if (invocationType === "Event") {
      exchange.afterwards = this.invoke(served, exchange, integration, payload);
      return { selectionSubject: undefined, status: 202, headers: [], body: Buffer.alloc(0) };
    }
    const invoked = await this.invoke(served, exchange, integration, payload);
    if ("error" in invoked) {
      return invoked;
    }
    const { outcome } = invoked;
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    if (outcome.kind === "result") {
      return { selectionSubject: undefined, status: 200, headers: [], body: Buffer.from(outcome.payload) };
    }
    const { errorMessage, errorType } = outcome;
    const text = JSON.stringify({ errorMessage, errorType });
    return { selectionSubject: errorMessage, status: 200, headers: [], body: Buffer.from(text) };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
  private async stream(
    served: ServedApis,
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): Promise<IntegrationResult> {
    const target = this.target(served, exchange, integration, payload);
    if ("error" in target) {
      return target;
    }
    const call = await streamFunction(target.function, target.arn, payload, integration.timeoutMs);
    if ("head" in call) {
      exchange.integration = { latency: call.latency, status: 200 };
      exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
      const { statusCode, headers } = call.head;
      return { response: { statusCode, headers: remappedHeaders(headers), body: Buffer.alloc(0) }, stream: call.body };
    }
    const outcome =
      "failed" in call
        ? this.outcomeOf(exchange, integration, target.function, call.failed)
        : { problem: call.problem };
    if ("error" in outcome) {
      return outcome;
    }
    const why = "problem" in outcome ? outcome.problem : "the function failed before its response began";
    this.log(`${exchange.label}: 502, ${why}`);
    return { error: restError("INTEGRATION_FAILURE", { statusCode: 502, message: "Internal server error" }) };
  }

  private async invoke(
    served: ServedApis,
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): Promise<{ outcome: LambdaOutcome } | { error: RestError }> {
    const target = this.target(served, exchange, integration, payload);
    if ("error" in target) {
      return target;
    }
    const call = await callFunction(target.function, target.arn, payload, integration.timeoutMs);
    return this.outcomeOf(exchange, integration, target.function, call);
  }

  /** The function that is called, or why it can't be. */
  private target(
    served: ServedApis,
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): { arn: string; function: LambdaFunction } | { error: RestError } {
    const { arn, function: found } = resolveFunction(served, integration.lambda, exchange.stageVariables);
    if (found === undefined) {
      const why = `${arn} is no function of this program, so there is no code to run`;
      return misconfigured(exchange, why, this.log);
    }
    if (exchange.method?.invokePermission === "missing") {
      const fix = missingPermission(found.config.functionName, `${exchange.api.executionArn}/*`);
      return misconfigured(exchange, fix, this.log);
    }
    return isOverPayloadLimit(payload) ? { error: restError("REQUEST_TOO_LARGE") } : { arn, function: found };
  }

  private outcomeOf(
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    target: LambdaFunction,
    call: FunctionCall,
  ): { outcome: LambdaOutcome } | { error: RestError } {
    const name = target.config.functionName;
    exchange.integration = { latency: call.latency, requestId: call.requestId, status: 200 };
    if (call.outcome !== undefined) {
      return call;
    }
    const why = unansweredText(name, call.unanswered, `the integration's ${integration.timeoutMs} ms`);
    if (call.unanswered !== "timeout") {
      return misconfigured(exchange, why, this.log);
    }
    this.log(`${exchange.label}: 504, ${why}`);
    return { error: restError("INTEGRATION_TIMEOUT") };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
