import { randomUUID } from "node:crypto";
import { defined } from "../../../language/defined";
import type { LambdaOutcome } from "../../behavior/http-api/lambda-result";
import { Deadlines } from "../shared/deadlines";
import type { InvocationResult } from "./invocation";
import type { LambdaFunction } from "./lambda-function";

/** A call of a function by an integration or an authorizer: its outcome, or why none exists. */
export type FunctionCall = {
  requestId: string;
  /** Milliseconds. */
  latency: number;
} & ({ outcome: LambdaOutcome } | { outcome?: undefined; unanswered: Unanswered });

/** Past the caller's timeout, over the function's reserved concurrency, or with code that does not run on this machine. */
export type Unanswered = "timeout" | "throttled" | "refused";

/**
 * Never rejects. A call that is late goes on in the function, as on AWS, unless it still waits for an environment.
 *
 * @param onPart Gets the parts of a streamed response as they come, instead of the outcome's payload.
 */
export function callFunction(
  target: LambdaFunction,
  invokedFunctionArn: string,
  payload: string,
  timeoutMs: number,
  onPart?: (part: Uint8Array) => void,
): Promise<FunctionCall> {
  const requestId = randomUUID();
  const started = performance.now();
  const deadlines = Deadlines.after(timeoutMs);
  return new Promise((resolve) => {
    const deadline = deadlines.add(() => {
      target.cancelQueued(requestId);
      resolve({ requestId, latency: latencySince(started), unanswered: "timeout" });
    });
    target.invoke({ awsRequestId: requestId, invokedFunctionArn, payload, onPart }, (result) => {
      deadlines.remove(deadline);
      resolve(callOf(target, requestId, latencySince(started), result));
    });
  });
}

function latencySince(started: number): number {
  return Math.round(performance.now() - started);
}

function callOf(target: LambdaFunction, requestId: string, latency: number, result: InvocationResult): FunctionCall {
  switch (result.kind) {
    case "success":
      return { requestId, latency, outcome: { kind: "result", payload: result.payload } };
    case "error": {
      const { errorType, errorMessage, phase } = result.error;
      const failure = defined({
        errorType,
        errorMessage,
        phase,
        payload: target.errorPayload(result.error, requestId),
      });
      return { requestId, latency, outcome: { kind: "functionError", ...failure } };
    }
    default:
      return { requestId, latency, unanswered: result.kind };
  }
}

/** Returns why a function gave no outcome, for the log. @param limit Such as `10 s` */
export function unansweredText(name: string, unanswered: Unanswered, limit: string): string {
  switch (unanswered) {
    case "timeout":
      return `${name} did not answer within ${limit}`;
    case "throttled":
      return `${name} is throttled: its reserved concurrency is used up`;
    case "refused":
      return `${name} does not run locally`;
  }
}
