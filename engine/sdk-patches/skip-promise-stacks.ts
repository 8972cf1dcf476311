import type { Sdk } from "./sdk";

interface SdkDebuggable {
  debuggablePromise: (this: void, promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}
interface SdkRpc {
  transferProperties: (this: void, ...args: unknown[]) => unknown;
}
interface SdkState {
  getStore?: (this: void) => { leakCandidates: Set<Promise<unknown>> };
}

/**
 * Takes no stack of every promise for the SDK's leak report, unless PULUMI_DEBUG_PROMISE_LEAKS asks for it, and writes nothing on
 * them. Those of a resource's properties, four for each, are not even counted: they are pending while the resource's registration is,
 * which is. Where a registration was made is kept for our own report, as an object whose stack becomes text only when it is read.
 */
export function skipPromiseStacks({ part, origins }: Sdk): void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) {
    return;
  }
  const debuggable = part("runtime/debuggable") as SdkDebuggable;
  const { getStore } = part("runtime/state") as SdkState;
  const rpc = part("runtime/rpc") as SdkRpc;
  const { debuggablePromise } = debuggable;
  const { transferProperties } = rpc;
  let isReported = false;
  let isOfProperty = false;
  rpc.transferProperties = (...args) => {
    isOfProperty = true;
    try {
      return transferProperties(...args);
    } finally {
      isOfProperty = false;
    }
  };
  debuggable.debuggablePromise = (promise, context) => {
    if (isOfProperty && isReported) {
      return promise;
    }
    const isRegistration = typeof context === "string" && context.startsWith("resource:");
    if (isRegistration) {
      const origin: { stack?: string } = {};
      Error.captureStackTrace(origin);
      origins.set(promise, origin);
    }
    // the SDK's own schedules the report of what is left at the end
    if (isReported && !isRegistration && getStore !== undefined) {
      return tracked(promise, getStore());
    }
    isReported = true;
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };

  /** Counts a promise as leaked until it is settled, as the SDK does it. */
  function tracked(promise: Promise<unknown>, store: { leakCandidates: Set<Promise<unknown>> }): Promise<unknown> {
    store.leakCandidates.add(promise);
    return promise.then(
      (value) => {
        store.leakCandidates.delete(promise);
        return value;
      },
      (error: { promise?: Promise<unknown> }) => {
        store.leakCandidates.delete(promise);
        error.promise = promise;
        throw error;
      },
    );
  }
}
