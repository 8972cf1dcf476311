import type { Soon } from "../../../language/soon";
import type { HttpIntegrationModel } from "../../model/http-api/model";
import { buildLambdaEventV1 } from "../../behavior/http-api/lambda-event-v1";
import { interpretLambdaResult } from "../../behavior/http-api/lambda-result";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { callFunction, type FunctionCall, unansweredText } from "../lambda/function-call";
import type { LambdaFunction } from "../lambda/lambda-function";
import { isOverPayloadLimit } from "../lambda/payload-size";
import type { GatewayLog } from "../shared/request-record";
import { type Answer, failure } from "./answer";
import type { RequestContext } from "./request-context";
import { forwardedEvent, forwardedHttpRequest } from "./forwarding";

/** Calls the function of a Lambda proxy integration, and makes the response of its result. */
export function callLambda(
  target: LambdaFunction,
  functionArn: string,
  integration: HttpIntegrationModel,
  mapped: MappedRequest,
  context: RequestContext,
  log: GatewayLog,
): Soon<Answer> {
  const event =
    integration.payloadFormatVersion === "1.0"
      ? JSON.stringify(buildLambdaEventV1(forwardedHttpRequest(context, mapped), context))
      : forwardedEvent(context, mapped);
  if (isOverPayloadLimit(event)) {
    return failure("requestTooLarge");
  }
  return callFunction(target, functionArn, event, integration.timeoutMs).then((call) => {
    context.steps.calls.push({ by: "integration", name: target.config.functionName, event, call });
    return answerOf(call, target, integration, context, log);
  });
}

function answerOf(
  call: FunctionCall,
  { config }: LambdaFunction,
  { timeoutMs, payloadFormatVersion }: HttpIntegrationModel,
  context: RequestContext,
  log: GatewayLog,
): Answer {
  const called = { latency: call.latency, requestId: call.requestId };
  if (call.outcome === undefined) {
    const answer = failure(call.unanswered === "refused" ? "internalServerError" : "serviceUnavailable", called);
    const { statusCode } = answer.response;
    const limit = `the integration's ${timeoutMs} ms`;
    context.explain(log, `${statusCode}, ${unansweredText(config.name, call.unanswered, limit)}`);
    return answer;
  }
  const { response, diagnosis, integrationErrorMessage } = interpretLambdaResult(call.outcome, payloadFormatVersion);
  const answered = { ...called, serviceStatus: 200, status: response.statusCode, error: integrationErrorMessage };
  if (diagnosis !== undefined) {
    context.explain(log, `500 from ${config.name}: ${diagnosis}`);
    return failure("internalServerError", answered);
  }
  return { response, integration: answered };
}
