import type { Parameters } from "fast-check";

/** `npm run test:hard -- --quick` tries a twentieth of the inputs. */
const quick = process.argv.includes("--quick");

/** Returns the settings of a property: how many inputs it tries, within 60 seconds. An interrupted run with inputs tried passes. */
export function runs(count: number): Parameters<unknown> {
  return {
    numRuns: quick ? Math.ceil(count / 20) : count,
    interruptAfterTimeLimit: 60_000,
    markInterruptAsFailure: false,
    endOnFailure: true,
  };
}
