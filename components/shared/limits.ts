import type { Limit } from "../../aws/quotas";
import type { Problem } from "./problems";

/** From this share of a limit on, a warning says how near it is. */
const NEAR = 0.9;

/** What a count against one AWS limit calls for: an error where AWS would throwIfInvalid, a warning where it is near or raisable. */
export interface LimitFinding {
  problems: Problem[];
  warnings: string[];
}

/** Compares a count with a limit. Over a fixed limit is a problem; over an adjustable one, or near either, a warning. */
export function compareWithLimit(argument: string, count: number, limit: Limit): LimitFinding {
  const fact = `${limit.name}: ${limit.value} ${limit.unit} (${limit.source})`;
  if (count > limit.value && !limit.adjustable) {
    const expected = `at most ${limit.value}, AWS's fixed limit "${limit.name}" (${limit.source})`;
    return {
      problems: [{ argument, received: count, expected, fix: "split the API, or share what is the same" }],
      warnings: [],
    };
  }
  if (count > limit.value) {
    return {
      problems: [],
      warnings: [`${argument}: ${count} is over AWS's default limit, ${fact}; ask AWS to raise it first.`],
    };
  }
  return {
    problems: [],
    warnings: count >= limit.value * NEAR ? [`${argument}: ${count} is near AWS's limit, ${fact}.`] : [],
  };
}
