/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access --
   this function reaches into the program's own copy of the SDK, whose version and types are not ours */

/** What the program's process says of its own end, on file descriptor 3. */
export interface ExitReport {
  code: number;
  /** The stack at the end of the process: it has the program's own frames only where the program called process.exit. */
  stack: string;
  /** Registrations that never got going, with the stack of where they were made. */
  pending: { label: string; stack: string }[];
  /** Every file that the program loaded. */
  files: string[];
}

/**
 * Runs in the program's process before the SDK's own runner. It makes the SDK faster and its reports better, and leaves alone
 * what the program sees:
 * - compiled code is kept between runs, as with NODE_COMPILE_CACHE;
 * - the SDK's own debug messages, one RPC each, are not sent (the program's are: `pulumi.log` keeps the function);
 * - the stack that the SDK keeps of every promise is turned into text only when it is read;
 * - frames of ES modules, which have no function name, are found as source positions too.
 *
 * It is written to a file as text, because it must run without anything of ours: it may use nothing but its parameters.
 */
export function preload(load: NodeJS.Require, cacheDirectory: string): void {
  const fs = load("node:fs") as typeof import("node:fs");
  const path = load("node:path") as typeof import("node:path");
  const nodeModule = load("node:module") as typeof import("node:module");
  const { isMainThread } = load("node:worker_threads") as typeof import("node:worker_threads");
  const runner = process.argv[1] ?? "";
  if (!isMainThread || !process.argv.includes("--monitor")) {
    return; // a worker or a child process that inherited the arguments
  }
  const flag = process.execArgv.indexOf("-r");
  process.execArgv.splice(flag, 2);
  nodeModule.enableCompileCache?.(cacheDirectory);

  const sdk = path.resolve(path.dirname(load.resolve(runner)), "../..");
  const part = (name: string) => load(path.join(sdk, name));
  try {
    speedUpLogging();
    speedUpPromises();
    part("resource").Resource.framePositionRegExp =
      /^\s*at (?:.* \()?(?:async )?(?:file:\/\/)?(?<file>.*?):(?<line>[0-9]+):(?<column>[0-9]+)\)?$/;
  } catch {
    // an SDK of another shape: slower, and nothing else
  }
  process.on("exit", report);

  function speedUpLogging(): void {
    const log = part("log");
    const index = part("index.js");
    const publicLog = { ...log };
    Object.defineProperty(index, "log", { value: publicLog, enumerable: true, configurable: true, writable: true });
    log.debug = () => Promise.resolve();
  }

  function speedUpPromises(): void {
    const debuggable = part("runtime/debuggable");
    const { debuggablePromise } = debuggable;
    debuggable.debuggablePromise = (promise: Promise<unknown>, context: unknown) => {
      const trace: { stack?: string } = {};
      Error.captureStackTrace(trace);
      Object.defineProperty(promise, "_debugStackTrace", { configurable: true, writable: true, value: "" });
      const { prepareStackTrace } = Error;
      Error.prepareStackTrace = () => "";
      try {
        return debuggablePromise(promise, context);
      } finally {
        Error.prepareStackTrace = prepareStackTrace;
        Object.defineProperty(promise, "_debugStackTrace", { configurable: true, get: () => trace.stack });
      }
    };
  }

  function pendingRegistrations(): ExitReport["pending"] {
    try {
      const candidates: Iterable<{ _debugCtx?: string; _debugStackTrace?: string }> =
        part("runtime/state").getStore().leakCandidates;
      return [...candidates]
        .map((promise) => ({ label: promise._debugCtx ?? "", stack: promise._debugStackTrace ?? "" }))
        .filter(({ label }) => label.startsWith("resource:"));
    } catch {
      return [];
    }
  }

  function report(code: number): void {
    Error.stackTraceLimit = Infinity;
    const message: ExitReport = {
      code,
      stack: new Error().stack ?? "",
      pending: pendingRegistrations(),
      files: Object.keys(load.cache),
    };
    let rest = Buffer.from(JSON.stringify(message));
    while (rest.length > 0) {
      try {
        rest = rest.subarray(fs.writeSync(3, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
          return; // nobody listens any more
        }
      }
    }
  }
}
