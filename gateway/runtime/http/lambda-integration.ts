import { randomUUID } from "node:crypto";
import type { HttpIntegrationModel } from "../../model/http/http-api-model";
import { buildLambdaEventV2 } from "../../model/http/lambda-event";
import { buildLambdaEventV1 } from "../../model/http/lambda-event-v1";
import { interpretLambdaResult, type LambdaOutcome } from "../../model/http/lambda-result";
import type { MappedRequest } from "../../model/http/parameter-mapping";
import type { HttpResponse } from "../../model/http/request";
import { LAMBDA_LIMITS } from "../../model/limits";
import type { InvocationResult } from "../lambda/invocation";
import type { LambdaFunction } from "../lambda/lambda-function";
import type { Exchange } from "./exchange";
import { forwardedRequest } from "./forwarding";

/** A Lambda proxy integration of one route: the event, the call, and the response made of its result. */
export async function callLambda(
  target: LambdaFunction,
  functionArn: string,
  integration: HttpIntegrationModel,
  mapped: MappedRequest,
  exchange: Exchange,
  log: (line: string) => void,
): Promise<HttpResponse> {
  const version = integration.payloadFormatVersion;
  const build = version === "1.0" ? buildLambdaEventV1 : buildLambdaEventV2;
  const payload = JSON.stringify(
    build(forwardedRequest(exchange.request, mapped, exchange.timeEpoch), exchange.context),
  );
  if (payload.length > LAMBDA_LIMITS.synchronousPayload.value) {
    return exchange.fail("requestTooLarge");
  }
  const awsRequestId = randomUUID();
  const started = performance.now();
  const result = await withTimeout(
    target.invoke({ awsRequestId, invokedFunctionArn: functionArn, payload }),
    integration.timeoutMs,
  );
  const called = { latency: Math.round(performance.now() - started), requestId: awsRequestId };
  exchange.integration = called;
  if (result === "timeout") {
    log(
      `${exchange.label}: 503, ${target.config.name} did not answer within the integration's ${integration.timeoutMs} ms`,
    );
    return exchange.fail("serviceUnavailable");
  }
  const outcome = outcomeOf(result);
  if (outcome === undefined) {
    const throttled = result.kind === "throttled";
    log(
      `${exchange.label}: ${throttled ? "503" : "500"}, ${target.config.name} ${throttled ? "is throttled: its reserved concurrency is used up" : "does not run locally"}`,
    );
    return exchange.fail(throttled ? "serviceUnavailable" : "internalServerError");
  }
  const { response, diagnosis, integrationErrorMessage } = interpretLambdaResult(outcome, version);
  exchange.integration = { ...called, serviceStatus: 200, status: response.statusCode, error: integrationErrorMessage };
  if (diagnosis !== undefined) {
    log(`${exchange.label}: 500 from ${target.config.name}: ${diagnosis}`);
    return exchange.fail("internalServerError");
  }
  return response;
}

/** What a function answered, in the model's form; undefined where it was not asked. */
export function outcomeOf(result: InvocationResult): LambdaOutcome | undefined {
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
