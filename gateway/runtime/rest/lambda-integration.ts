import type { LambdaOutcome } from "../../model/http/lambda-result";
import { LAMBDA_LIMITS } from "../../model/limits";
import { restError, type RestError } from "../../model/rest/gateway-responses";
import { interpretProxyResult } from "../../model/rest/lambda-proxy-result";
import { isBinaryType, mediaType } from "../../model/rest/media-types";
import { remappedHeaders } from "../../model/rest/remapped-headers";
import type { RestIntegrationModel } from "../../model/rest/rest-definition-model";
import { buildRestEvent } from "../../model/rest/rest-event";
import { callFunction, unansweredText } from "../lambda/function-call";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import type { Program } from "../program";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import { type IntegrationResult, misconfigured } from "./integration-result";
import type { RestExchange } from "./rest-exchange";
import { forwardedRestRequest } from "./rest-forwarding";

/** Calls functions for the methods of REST APIs, as proxies (AWS_PROXY) and with mapping (AWS). */
export class LambdaIntegration {
  constructor(private readonly log: (line: string) => void) {}

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
  async callProxy(
    program: Program,
    exchange: RestExchange,
    integration: RestIntegrationModel,
  ): Promise<IntegrationResult> {
    const { binaryMediaTypes } = exchange.definition;
    const isBinary = isBinaryType(mediaType(exchange.contentType), binaryMediaTypes);
    const event = buildRestEvent(forwardedRestRequest(exchange), exchange.data, isBinary);
    const invoked = await this.invoke(program, exchange, integration, JSON.stringify(event));
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
    program: Program,
    exchange: RestExchange,
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
      void this.invoke(program, exchange, integration, payload);
      return { subject: undefined, status: 202, headers: [], body: Buffer.alloc(0) };
    }
    const invoked = await this.invoke(program, exchange, integration, payload);
    if ("error" in invoked) {
      return invoked;
    }
    const { outcome } = invoked;
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    if (outcome.kind === "result") {
      return { subject: undefined, status: 200, headers: [], body: Buffer.from(outcome.payload) };
    }
    const { errorMessage, errorType } = outcome;
    const text = JSON.stringify({ errorMessage, errorType });
    return { subject: errorMessage, status: 200, headers: [], body: Buffer.from(text) };
  }

  private async invoke(
    program: Program,
    exchange: RestExchange,
    integration: RestIntegrationModel,
    payload: string,
  ): Promise<{ outcome: LambdaOutcome } | { error: RestError }> {
    const target = resolveFunction(program, integration.lambda, exchange.stageVariables);
    if (target.function === undefined) {
      const why = `${target.arn} is no function of this program, so there is no code to run`;
      return misconfigured(exchange, why, this.log);
    }
    const name = target.function.config.functionName;
    if (exchange.method?.invokePermission === "missing") {
      return misconfigured(exchange, missingPermission(name, `${exchange.api.executionArn}/*`), this.log);
    }
    if (payload.length > LAMBDA_LIMITS.synchronousPayload.value) {
      return { error: restError("REQUEST_TOO_LARGE") };
    }
    const call = await callFunction(target.function, target.arn, payload, integration.timeoutMs);
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
