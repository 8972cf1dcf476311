import type { Sdk } from "./sdk";

interface SdkLog {
  debug: () => Promise<void>;
}
interface SdkDebuggable {
  debuggablePromise: (this: void, promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

/**
 * What the SDK does for those who debug it is left out:
 * - its own debug messages, one RPC each, are not sent (the program's are: `pulumi.log` keeps the function);
 * - it does not take the stack of every promise for its leak report, unless PULUMI_DEBUG_PROMISE_LEAKS asks for it.
 */
export function skipDebugging({ part, origins }: Sdk): void {
  skipDebugMessages();
  skipPromiseStacks();

  function skipDebugMessages(): void {
    const log = part("log") as SdkLog;
    const value = { ...log };
    Object.defineProperty(part("index.js"), "log", { value, enumerable: true, configurable: true, writable: true });
    log.debug = () => Promise.resolve();
  }

  function skipPromiseStacks(): void {
    if (process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) {
      return;
    }
    const debuggable = part("runtime/debuggable") as SdkDebuggable;
    const { debuggablePromise } = debuggable;
    debuggable.debuggablePromise = (promise, context) => {
      if (typeof context === "string" && context.startsWith("resource:")) {
        const origin: { stack?: string } = {};
        Error.captureStackTrace(origin); // turned into text when it is read, which costs far more
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
}
