import { type Soon, soon } from "../../../language/soon";
import { parsedJson } from "../../../language/parsed-json";
import type { LambdaOutcome } from "../../behavior/http-api/lambda-result";
import { MALFORMED_RESULT, restError } from "../../behavior/rest-api/gateway-responses";
import { interpretProxyResult } from "../../behavior/rest-api/lambda-result";
import { isBinaryType, mediaType } from "../../behavior/rest-api/media-types";
import { remappedHeaders } from "../../behavior/rest-api/remapped-headers";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import { callFunction, type FunctionCall, unansweredText } from "../lambda/function-call";
import { callableFunction } from "../lambda/function-target";
import type { LambdaFunction } from "../lambda/lambda-function";
import { isOverPayloadLimit } from "../lambda/payload-size";
import type { ServedApis } from "../served-apis";
import type { BackendAnswer, MappedRestRequest } from "./custom-integration";
import {
  type IntegrationError,
  type IntegrationResult,
  type IntegrationTrace,
  misconfigured,
  traced,
  tracedHeaders,
} from "./integration-result";
import type { RestRequestContext } from "./request-context";
import { forwardedRestEvent } from "./forwarding";
import { streamFunction } from "./streamed-function";
import { defined } from "../../../language/defined";
import type { GatewayLog } from "../shared/request-record";

/** A call that gave an outcome. */
interface Invoked extends Pick<IntegrationTrace, "integration"> {
  outcome: LambdaOutcome;
}

/** Calls functions for the methods of REST APIs, as proxies (AWS_PROXY) and with mapping (AWS). */
export class LambdaIntegration {
  constructor(private readonly log: GatewayLog) {}

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
  callProxy(
    served: ServedApis,
    context: RestRequestContext,
    integration: RestIntegrationModel,
  ): Soon<IntegrationResult> {
    const { binaryMediaTypes } = context.definition;
    const isBinary = isBinaryType(mediaType(context.contentType), binaryMediaTypes);
    const event = forwardedRestEvent(context, isBinary);
    const result: Soon<IntegrationResult> = integration.streams
      ? this.stream(served, context, integration, event)
      : soon(this.invoke(served, context, integration, event), (invoked) =>
          "error" in invoked ? invoked : this.proxied(context, invoked),
        );
    return soon(result, (known) => traced(context, known));
  }

  private proxied(context: RestRequestContext, invoked: Invoked): IntegrationResult {
    const { binaryMediaTypes } = context.definition;
    const result = interpretProxyResult(invoked.outcome, context.header("accept"), binaryMediaTypes);
    if (result.kind !== "response") {
      const error = result.kind === "malformed" ? MALFORMED_RESULT : restError("API_CONFIGURATION_ERROR");
      context.explain(this.log, `${error.statusCode}, ${result.diagnosis}`);
      return { error, integration: invoked.integration };
    }
    const { statusCode, headers, body } = result.response;
    return {
      response: { statusCode, headers: remappedHeaders(headers), body },
      integration: invoked.integration,
    };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
  async callCustom(
    served: ServedApis,
    context: RestRequestContext,
    integration: RestIntegrationModel,
    { body, headers }: MappedRestRequest,
  ): Promise<BackendAnswer | IntegrationError> {
    const payload = body.length === 0 ? "{}" : body.toString("utf8");
    if (parsedJson(payload) === undefined) {
      context.explain(this.log, `400, the function's event is not JSON; make it so with a mapping template`);
      return { error: restError("BAD_REQUEST_BODY", { message: "Could not parse request body into json" }) };
    }
    const invocationType = Object.entries(headers).find(
      ([name]) => name.toLowerCase() === "x-amz-invocation-type",
    )?.[1];
    if (invocationType === "Event") {
      const afterwards = Promise.resolve(this.invoke(served, context, integration, payload));
      return { selectionSubject: undefined, status: 202, headers: [], body: Buffer.alloc(0), afterwards };
    }
    const invoked = await this.invoke(served, context, integration, payload);
    if ("error" in invoked) {
      return traced(context, invoked);
    }
    const { outcome } = invoked;
    const { integration: trace } = invoked;
    const answer = { status: 200, headers: [], integration: trace, addedHeaders: tracedHeaders(context) };
    if (outcome.kind === "result") {
      return { ...answer, selectionSubject: undefined, body: Buffer.from(outcome.payload) };
    }
    const { errorMessage, errorType } = outcome;
    const text = outcome.payload ?? JSON.stringify({ errorMessage, errorType });
    return { ...answer, selectionSubject: errorMessage, body: Buffer.from(text) };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
  private async stream(
    served: ServedApis,
    context: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): Promise<IntegrationResult> {
    const target = this.target(served, context, integration, payload);
    if ("error" in target) {
      return target;
    }
    const call = await streamFunction(target.function, target.arn, payload, integration.timeoutMs);
    if ("head" in call) {
      const { statusCode, headers } = call.head;
      const response = { statusCode, headers: remappedHeaders(headers), body: Buffer.alloc(0) };
      const trace = { latency: call.latency, status: 200 };
      return { response, stream: call.body, integration: trace };
    }
    const outcome =
      "failed" in call ? this.outcomeOf(context, integration, target.function, call.failed) : { problem: call.problem };
    if ("error" in outcome) {
      return outcome;
    }
    const why = "problem" in outcome ? outcome.problem : "the function failed before its response began";
    context.explain(this.log, `502, ${why}`);
    return defined({
      error: MALFORMED_RESULT,
      integration: "integration" in outcome ? outcome.integration : undefined,
    });
  }

  private invoke(
    served: ServedApis,
    context: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): Soon<Invoked | IntegrationError> {
    const target = this.target(served, context, integration, payload);
    if ("error" in target) {
      return target;
    }
    return callFunction(target.function, target.arn, payload, integration.timeoutMs).then((call) => {
      const { functionName: name } = target.function.config;
      context.arrival.steps.calls.push({ by: "integration", name, event: payload, call });
      return this.outcomeOf(context, integration, target.function, call);
    });
  }

  /** The function that is called, or why it can't be. */
  private target(
    served: ServedApis,
    context: RestRequestContext,
    integration: RestIntegrationModel,
    payload: string,
  ): { arn: string; function: LambdaFunction } | IntegrationError {
    const isAllowed = context.method?.invokePermission !== "missing";
    const sourceArn = `${context.api.executionArn}/*`;
    const { credentialsArn } = integration;
    const permission = { isAllowed, sourceArn, credentialsArn };
    const target = callableFunction(served, integration.lambda, context.stageVariables, permission);
    if ("problem" in target) {
      return misconfigured(context, target.problem, this.log);
    }
    return isOverPayloadLimit(payload) ? { error: restError("REQUEST_TOO_LARGE") } : target;
  }

  private outcomeOf(
    context: RestRequestContext,
    integration: RestIntegrationModel,
    target: LambdaFunction,
    call: FunctionCall,
  ): Invoked | IntegrationError {
    const name = target.config.functionName;
    const trace = { latency: call.latency, requestId: call.requestId, status: 200 };
    if (call.outcome !== undefined) {
      return { outcome: call.outcome, integration: trace };
    }
    const why = unansweredText(name, call.unanswered, `the integration's ${integration.timeoutMs} ms`);
    if (call.unanswered !== "timeout") {
      return misconfigured(context, why, this.log, trace);
    }
    context.explain(this.log, `504, ${why}`);
    return { error: restError("INTEGRATION_TIMEOUT"), integration: trace };
  }
}
