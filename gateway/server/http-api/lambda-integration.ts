import type { HttpIntegrationModel } from "../../model/http-api/model";
import { buildLambdaEventV2 } from "../../behavior/http-api/lambda-event";
import { buildLambdaEventV1 } from "../../behavior/http-api/lambda-event-v1";
import { interpretLambdaResult } from "../../behavior/http-api/lambda-result";
import type { MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { callFunction, unansweredText } from "../lambda/function-call";
import type { LambdaFunction } from "../lambda/lambda-function";
import { isOverPayloadLimit } from "../lambda/payload-size";
import type { Answer } from "../transport/answer";
import type { RequestContext } from "./request-context";
import { forwardedRequest } from "../transport/forwarding";

/** A Lambda proxy integration of one route: the event, the call, and the response made of its result. */
export async function callLambda(
  target: LambdaFunction,
  functionArn: string,
  integration: HttpIntegrationModel,
  mapped: MappedRequest,
  exchange: RequestContext,
  log: (line: string) => void,
): Promise<Answer> {
  const version = integration.payloadFormatVersion;
  const build = version === "1.0" ? buildLambdaEventV1 : buildLambdaEventV2;
  const payload = JSON.stringify(
    build(forwardedRequest(exchange.request, mapped, exchange.timeEpoch), exchange.context),
  );
  if (isOverPayloadLimit(payload)) {
    return { response: exchange.fail("requestTooLarge") };
  }
  const call = await callFunction(target, functionArn, payload, integration.timeoutMs);
  const called = { latency: call.latency, requestId: call.requestId };
  exchange.integration = called;
  if (call.outcome === undefined) {
    const error = call.unanswered === "refused" ? "internalServerError" : "serviceUnavailable";
    const response = exchange.fail(error);
    const limit = `the integration's ${integration.timeoutMs} ms`;
    log(`${exchange.label}: ${response.statusCode}, ${unansweredText(target.config.name, call.unanswered, limit)}`);
    return { response };
  }
  const { response, diagnosis, integrationErrorMessage } = interpretLambdaResult(call.outcome, version);
  exchange.integration = { ...called, serviceStatus: 200, status: response.statusCode, error: integrationErrorMessage };
  if (diagnosis !== undefined) {
    log(`${exchange.label}: 500 from ${target.config.name}: ${diagnosis}`);
    return { response: exchange.fail("internalServerError") };
  }
  return { response };
}
