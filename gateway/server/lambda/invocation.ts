import type { FunctionFailure } from "../../behavior/shared/function-failure";

/** One call of a function, as an execution environment receives it. */
export interface Invocation {
  awsRequestId: string;
  /** The ARN that was invoked, with its alias or version where the integration names one. */
  invokedFunctionArn: string;
  /** The event, as JSON text. */
  payload: string;
  /** Gets the parts of a streamed response as they come. @default they are the payload, once all are there */
  onPart?: (part: Uint8Array) => void;
}

/**
 * A failed call in the form that Lambda gives it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export interface FunctionError extends FunctionFailure {
  /** The handler's stack, line by line (`stackTrace` in Python). */
  trace?: string[];
  /** Set where the runtime has written it to the function's own log. */
  isLogged?: true;
}

export type InvocationResult =
  /** `payload` is the JSON text of what the handler returned. */
  | { kind: "success"; payload: string }
  | { kind: "error"; error: FunctionError }
  /** The function's reserved concurrency is used up: Lambda answers 429. */
  | { kind: "throttled" }
  /** The function cannot run here; the log says why. */
  | { kind: "refused" };

/** Returns how Lambda words a request that ran into the function's timeout. */
export function timeoutError(awsRequestId: string, seconds: number): FunctionError {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${awsRequestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

/** Returns how Lambda words a function whose process ended under a request. */
export function exitError(awsRequestId: string, cause: string): FunctionError {
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${awsRequestId} Error: ${cause}` };
}
