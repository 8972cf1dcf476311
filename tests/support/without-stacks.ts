import { Resource } from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

/** Which the SDK keeps out of its type declarations. */
type DebuggablePromise = <T>(promise: Promise<T>, context: unknown) => Promise<T>;

/**
 * Keeps the SDK from taking a stack at every registration and promise, each mapped to its sources: under a transpiler that is
 * most of a test's time. Stacks of errors are left as they are.
 */
export function withoutStacks(): void {
  Reflect.set(Resource, "callsites", () => []);
  const debuggablePromise = Reflect.get(debuggable, "debuggablePromise") as DebuggablePromise;
  const quick: DebuggablePromise = (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  Reflect.set(debuggable, "debuggablePromise", quick);
}
