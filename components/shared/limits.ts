import { countedBy, type Limit, limitText, NEAR_LIMIT } from "../../aws/quotas";
import type { Problems } from "./problems";

/**
 * Checks a count against one AWS limit: over a fixed limit is a problem; over an adjustable one, or near either, a warning.
 *
 * @returns the warnings
 */
export function checkLimit(problems: Problems, argument: string, count: number, limit: Limit): string[] {
  const counted = `${argument}: ${count} ${countedBy(limit)}`;
  if (count <= limit.value) {
    const isNear = count >= limit.value * NEAR_LIMIT;
    return isNear ? [`${counted}, near the quota of ${limitText(limit)} (${limit.source}).`] : [];
  }
  if (limit.adjustable) {
    return [`${counted}, over the default quota of ${limitText(limit)} (${limit.source}). Ask AWS to raise it first.`];
  }
  const expected = `at most ${limit.value}, AWS's fixed limit "${limit.name}" (${limit.source})`;
  problems.add(argument, { received: count, expected, fix: "split the API, or share what is the same" });
  return [];
}
