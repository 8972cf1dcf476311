import { countedBy, type Limit, limitText, NEAR_LIMIT } from "../../aws/quotas";
import type { Problem } from "./problems";

/** The consequence of a count against one AWS limit: an error where AWS would refuse it, a warning where it is near or raisable. */
export interface LimitFinding {
  problems: Problem[];
  warnings: string[];
}

/** Compares a count with a limit. Over a fixed limit is a problem; over an adjustable one, or near either, a warning. */
export function compareWithLimit(argument: string, count: number, limit: Limit): LimitFinding {
  const counted = `${argument}: ${count} ${countedBy(limit)}`;
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
      warnings: [
        `${counted}, over the default quota of ${limitText(limit)} (${limit.source}). Ask AWS to raise it first.`,
      ],
    };
  }
  return {
    problems: [],
    warnings:
      count >= limit.value * NEAR_LIMIT ? [`${counted}, near the quota of ${limitText(limit)} (${limit.source}).`] : [],
  };
}
