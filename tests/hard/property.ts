import * as fc from "fast-check";
import { SETTINGS } from "./settings";
import { count } from "./table";

/**
 * CPU milliseconds that one input may take: more is a hang, where it takes them each time. In quick mode, which is part of CI,
 * machines differ by more than that.
 */
const HANG_MS = SETTINGS.quick ? 2_000 : 100;
const TRIES = 4;

/** Checks a property on generated inputs: no exception, no broken invariant, no hang. A run that the clock ends passes. */
export function check<T extends [unknown, ...unknown[]]>(
  inputs: number,
  ...[arbitraries, predicate]: [{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => void]
): void {
  const timed = (...values: T): void => {
    let took = cpuMilliseconds(() => predicate(...values));
    for (let tries = 1; took > HANG_MS && tries < TRIES; tries++) {
      took = Math.min(
        took,
        cpuMilliseconds(() => predicate(...values)),
      );
    }
    count.slowest(took);
    if (took > HANG_MS) {
      throw new Error(`${took} ms of CPU time for ${JSON.stringify(values)?.slice(0, 500)}`);
    }
  };
  fc.assert(fc.property<T>(...arbitraries, timed), runs(inputs));
}

function cpuMilliseconds(code: () => void): number {
  const before = process.cpuUsage();
  code();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Returns the settings of a property that tries so many inputs within a time. */
export function runs(inputs: number): fc.Parameters<unknown> {
  return {
    seed: SETTINGS.seed,
    numRuns: SETTINGS.quick ? Math.ceil(inputs / 20) : inputs,
    interruptAfterTimeLimit: SETTINGS.quick ? 5_000 : 45_000,
    markInterruptAsFailure: false,
    endOnFailure: true,
    reporter: (details) => {
      count.inputs(details.numRuns);
      if (details.failed) {
        count.crash();
        throw new Error(fc.defaultReportMessage(details)?.slice(0, 4_000), { cause: details.errorInstance });
      }
    },
  };
}

/** Returns so many generated inputs of a kind. */
export function sample<T>(kind: fc.Arbitrary<T>, inputs: number): T[] {
  return fc.sample(kind, { seed: SETTINGS.seed, numRuns: inputs });
}
