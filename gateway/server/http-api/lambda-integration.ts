import type { HttpIntegrationModel } from "../../model/http-api/model";
import { buildLambdaEventV2 } from "../../behavior/http-api/lambda-event";
import { buildLambdaEventV1 } from "../../behavior/http-api/lambda-event-v1";
import { interpretLambdaResult } from "../../behavior/http-api/lambda-result";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { callFunction, unansweredText } from "../lambda/function-call";
import type { LambdaFunction } from "../lambda/lambda-function";
import { isOverPayloadLimit } from "../lambda/payload-size";
import type { GatewayLog } from "../shared/request-record";
import { type Answer, failure } from "./answer";
import type { RequestContext } from "./request-context";
import { forwardedHttpRequest } from "./forwarding";

/** Calls the function of a Lambda proxy integration, and makes the response of its result. */
export async function callLambda(
  target: LambdaFunction,
  functionArn: string,
  integration: HttpIntegrationModel,
  mapped: MappedRequest,
  context: RequestContext,
  log: GatewayLog,
): Promise<Answer> {
  const version = integration.payloadFormatVersion;
  const build = version === "1.0" ? buildLambdaEventV1 : buildLambdaEventV2;
  const payload = JSON.stringify(build(forwardedHttpRequest(context, mapped), context.facts));
  if (isOverPayloadLimit(payload)) {
    return failure("requestTooLarge");
  }
  const call = await callFunction(target, functionArn, payload, integration.timeoutMs);
  context.steps.calls.push({ by: "integration", name: target.config.functionName, event: payload, call });
  const called = { latency: call.latency, requestId: call.requestId };
  if (call.outcome === undefined) {
    const answer = failure(call.unanswered === "refused" ? "internalServerError" : "serviceUnavailable", called);
    const { statusCode } = answer.response;
    const limit = `the integration's ${integration.timeoutMs} ms`;
    context.explain(log, `${statusCode}, ${unansweredText(target.config.name, call.unanswered, limit)}`);
    return answer;
  }
  const { response, diagnosis, integrationErrorMessage } = interpretLambdaResult(call.outcome, version);
  const answered = { ...called, serviceStatus: 200, status: response.statusCode, error: integrationErrorMessage };
  if (diagnosis !== undefined) {
    context.explain(log, `500 from ${target.config.name}: ${diagnosis}`);
    return failure("internalServerError", answered);
  }
  return { response, integration: answered };
}
