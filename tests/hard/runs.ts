import * as fc from "fast-check";
import { count } from "./table";

/** `npm run test:hard -- --quick` tries a twentieth of the inputs, and leaves out what takes minutes. */
export const QUICK = process.argv.includes("--quick");

/** Returns the settings of a property: how many inputs it tries, within 60 seconds. An interrupted run with inputs tried passes. */
export function runs(inputs: number): fc.Parameters<unknown> {
  return {
    numRuns: QUICK ? Math.ceil(inputs / 20) : inputs,
    interruptAfterTimeLimit: QUICK ? 5_000 : 60_000,
    markInterruptAsFailure: false,
    endOnFailure: true,
    reporter: (details) => {
      count.inputs(details.numRuns);
      if (details.failed) {
        throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
      }
    },
  };
}
