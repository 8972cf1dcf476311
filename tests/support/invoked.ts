import type { Invocation, InvocationResult } from "../../gateway/server/lambda/invocation";
import type { LambdaFunction } from "../../gateway/server/lambda/lambda-function";

/** Resolves with the result of a function that is invoked. */
export function invoked(target: LambdaFunction, invocation: Invocation): Promise<InvocationResult> {
  return new Promise((resolve) => target.invoke(invocation, resolve));
}
