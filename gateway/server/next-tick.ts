import { executionAsyncResource } from "node:async_hooks";

let kept: object | undefined;

/**
 * Keeps one entry of Node.js's queue of ticks. V8 compiles `process.nextTick` for the shape of these entries, and forgets
 * the shape where a full garbage collection finds none of them; every tick then takes ten times as long until the process
 * ends, and a request has seven. To be called before the first full collection.
 */
export function keepTicksQuick(): void {
  process.nextTick(() => (kept ??= executionAsyncResource()));
}
