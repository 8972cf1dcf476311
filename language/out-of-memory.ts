/** The first line of what V8 writes to stderr where its heap is full. */
export const HEAP_REPORT = /^<--- Last few GCs --->$/m;
/** The headline of that report, which goes on with a stack trace of V8's own functions. */
const FULL_HEAP = /^FATAL ERROR: .*\bJavaScript heap out of memory$/m;

/** Returns what a Node.js process ended for and what to do, where it ended because its memory was full. */
export function outOfMemory(stderr: string): string | undefined {
  return FULL_HEAP.test(stderr)
    ? "It ran out of memory. Look for an endless loop, or allow it more: NODE_OPTIONS=--max-old-space-size=8192 (MB)."
    : undefined;
}
