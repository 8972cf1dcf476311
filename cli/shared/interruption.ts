import { constants } from "node:os";

/** SIGHUP comes with the end of the terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Has the process end as it does at its own end, where a signal alone would end it: so that the programs and policy packs that it started
 * end with it. A program that hangs notices nothing, and a pack waits for the next call.
 */
export function endOnSignals(): void {
  SIGNALS.forEach((signal) => process.on(signal, end));
}

/**
 * Has the process end as SIGPIPE ends other commands once nobody reads what it prints, such as in `gatewright check | head -1`; Node.js
 * ignores that signal: https://nodejs.org/api/process.html#signal-events. What can't be written otherwise, such as to a full disk, is
 * reported.
 */
export function endOnOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") {
        end("SIGPIPE");
      }
      if (stream === process.stdout) {
        process.stderr.write(`gatewright: stdout cannot be written: ${error.message}\n`);
      }
      process.exit(2);
    });
  }
}

/** Resolves with the first signal, which does not end the process. */
export function untilInterrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of SIGNALS) {
      process.once(signal, () => done());
      process.off(signal, end);
    }
  });
}

/** Ends with the exit code that a shell has for the signal. */
function end(signal: (typeof SIGNALS)[number] | "SIGPIPE"): never {
  process.exit(128 + constants.signals[signal]);
}
