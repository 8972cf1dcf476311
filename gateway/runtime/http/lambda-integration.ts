import { randomUUID } from "node:crypto";
import { gatewayError } from "../../model/http/gateway-errors";
import type { HttpIntegrationModel } from "../../model/http/http-api-model";
import { buildLambdaEventV2 } from "../../model/http/lambda-event";
import { buildLambdaEventV1 } from "../../model/http/lambda-event-v1";
import { interpretLambdaResult, type LambdaOutcome } from "../../model/http/lambda-result";
import type { HttpRequest, HttpResponse } from "../../model/http/request";
import { LAMBDA_LIMITS } from "../../model/limits";
import type { InvocationResult } from "../lambda/invocation";
import type { LambdaFunction } from "../lambda/lambda-function";
import type { Exchange } from "./exchange";

/** A Lambda proxy integration of one route: the event, the call, and the response made of its result. */
export async function callLambda(
  target: LambdaFunction,
  functionArn: string,
  integration: HttpIntegrationModel,
  request: HttpRequest,
  exchange: Exchange,
  log: (line: string) => void,
): Promise<HttpResponse> {
  const version = integration.payloadFormatVersion;
  const build = version === "1.0" ? buildLambdaEventV1 : buildLambdaEventV2;
  const payload = JSON.stringify(build(request, exchange.context));
  if (payload.length > LAMBDA_LIMITS.synchronousPayload.value) {
    return gatewayError("requestTooLarge");
  }
  const awsRequestId = randomUUID();
  const started = performance.now();
  const result = await withTimeout(
    target.invoke({ awsRequestId, invokedFunctionArn: functionArn, payload }),
    integration.timeoutMs,
  );
  exchange.integration = { latencyMs: Math.round(performance.now() - started), requestId: awsRequestId };
  if (result === "timeout") {
    log(
      `[${target.config.name}] ${exchange.route?.routeKey}: no answer within the integration's ${integration.timeoutMs} ms`,
    );
    return gatewayError("serviceUnavailable");
  }
  const outcome = outcomeOf(result);
  if (outcome === undefined) {
    return gatewayError(result.kind === "throttled" ? "serviceUnavailable" : "internalServerError");
  }
  exchange.integration.status = 200;
  const { response, diagnosis, integrationErrorMessage } = interpretLambdaResult(outcome, version);
  if (diagnosis !== undefined) {
    exchange.integration.errorMessage = integrationErrorMessage;
    log(`[${target.config.name}] ${exchange.route?.routeKey}: ${diagnosis}`);
  }
  return response;
}

function outcomeOf(result: InvocationResult): LambdaOutcome | undefined {
  switch (result.kind) {
    case "success":
      return { kind: "result", payload: result.payload };
    case "error":
      return { kind: "functionError", ...result.error };
    default:
      return undefined;
  }
}

/** The promise, or "timeout" where it takes longer; the work itself goes on, as a function does on AWS. */
export async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T | "timeout"> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<"timeout">((resolve) => {
    timer = setTimeout(() => resolve("timeout"), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
