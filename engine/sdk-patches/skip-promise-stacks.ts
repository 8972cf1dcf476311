import type { Sdk } from "./sdk";

interface SdkDebuggable {
  debuggablePromise: (this: void, promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

/**
 * Takes no stack of every promise for the SDK's leak report, unless PULUMI_DEBUG_PROMISE_LEAKS asks for it. Where a registration
 * was made is kept for our own report, as an object whose stack becomes text only when it is read.
 */
export function skipPromiseStacks({ part, origins }: Sdk): void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) {
    return;
  }
  const debuggable = part("runtime/debuggable") as SdkDebuggable;
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise, context) => {
    if (typeof context === "string" && context.startsWith("resource:")) {
      const origin: { stack?: string } = {};
      Error.captureStackTrace(origin);
      origins.set(promise, origin);
    }
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
