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
function end(signal: (typeof SIGNALS)[number]): void {
  process.exit(128 + constants.signals[signal]);
}
