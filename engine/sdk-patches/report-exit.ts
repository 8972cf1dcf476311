import type Fs from "node:fs";
import type { BuiltBundle } from "../../language/built-bundles";
import type { Sdk } from "./sdk";

/** The report of the program's process on its own end, on file descriptor 3. */
export interface ExitReport {
  code: number;
  /** The stack at the end of the process: it has the program's own frames only where the program called process.exit. */
  stack: string;
  /** The stacks of where registrations were made that never got going. */
  pending: string[];
  /** Every file that the program loaded. */
  files: string[];
  /** The project's files that the program read itself, where it is served. */
  read: string[];
  /** The handlers that it bundled, where it is served. */
  bundles: BuiltBundle[];
}

interface SdkState {
  getStore: () => { leakCandidates: Iterable<object> };
}

/** Says on file descriptor 3 how the process ended. */
export function reportExit({ load, part, origins, read }: Sdk): void {
  const fs = load("node:fs") as typeof Fs;
  process.on("exit", report);

  function report(code: number): void {
    Error.stackTraceLimit = Infinity;
    const { stack = "" } = new Error();
    const bundles = (Reflect.get(globalThis, Symbol.for("gatewright.bundles")) ?? []) as BuiltBundle[];
    const message: ExitReport = {
      code,
      stack,
      pending: pendingRegistrations(),
      files: Object.keys(load.cache),
      read: [...read],
      bundles,
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

  function pendingRegistrations(): string[] {
    try {
      const { leakCandidates } = (part("runtime/state") as SdkState).getStore();
      return [...leakCandidates].map((promise) => origins.get(promise)?.stack ?? "").filter((stack) => stack !== "");
    } catch {
      return [];
    }
  }
}
