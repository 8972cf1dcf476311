import type V8 from "node:v8";

/**
 * Has V8 optimise functions that are called tens of thousands of times, instead of thousands, in a process's first moments: it does so on
 * threads of its own, which take the processor from the programs, the pack and the command of a check, and most of these functions are done
 * by then.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: it may use nothing but its parameters.
 */
export function optimiseLater({ load }: { load: (this: void, name: string) => unknown }): void {
  // V8 prints an error about a flag that it does not know: these versions are Node.js 22's to 24's
  if (!/^1[23]\./.test(process.versions.v8)) {
    return;
  }
  load("node:http2"); // it and what it needs would be compiled anew: Node.js's own code is kept for the flags that it was built with
  const { setFlagsFromString } = load("node:v8") as typeof V8;
  const optimiseAfter = (calls: number): void => setFlagsFromString(`--invocation-count-for-turbofan=${calls}`);
  optimiseAfter(20_000);
  setTimeout(() => optimiseAfter(3_000), 1500).unref(); // V8's own
}
