import { javaPatternProblem } from "../java-pattern/problem";
import type { Limit } from "../quotas";
import { type Inputs, isAbsent, type Surroundings, valuesAt, type Violation } from "./violation";

/** A violation as a rule finds it; its page is the rule's unless it has its own. */
export type Found = Omit<Violation, "page"> & { page?: string };

/** A rule of AWS that its service models leave out. */
export interface Rule {
  types: readonly string[];
  /** The AWS page that states it. */
  page: string;
  /** The inputs that it looks at. */
  reads: readonly string[];
  check(inputs: Inputs, surroundings: Surroundings): Found[];
}

/** Makes a rule about the texts at one path: each has to match. */
export function textRule(
  types: string | readonly string[],
  path: string,
  pattern: RegExp,
  expected: string,
  page: string,
): Rule {
  return valueRule(types, path, page, (value) =>
    typeof value !== "string" || isAbsent(value) || pattern.test(value) ? undefined : { value, expected },
  );
}

/** Makes a rule about the numbers at one path; texts of digits count as numbers. */
export function rangeRule(
  types: string | readonly string[],
  path: string,
  min: number,
  max: number,
  page: string,
): Rule {
  return valueRule(types, path, page, (value) => {
    const number = numberOf(value);
    return number === undefined || (number >= min && number <= max)
      ? undefined
      : { value, expected: `a number from ${min} to ${max}` };
  });
}

/** Makes a rule about how many entries a list or a map has. */
export function countRule(
  types: string | readonly string[],
  path: string,
  most: number,
  of: string,
  page: string,
): Rule {
  return valueRule(types, path, page, (value) => {
    const count = typeof value === "object" && value !== null ? Object.keys(value).length : 0;
    return count > most ? { value: `${count} ${of}`, expected: `at most ${most} ${of}` } : undefined;
  });
}

/** Makes a rule about the patterns at one path, which are Java's. */
export function patternRule(types: string | readonly string[], path: string, page: string): Rule {
  return valueRule(types, path, page, (value) =>
    typeof value === "string" && !isAbsent(value) ? wrongPattern(value) : undefined,
  );
}

/** Returns what is wrong with a pattern of Java's. */
export function wrongPattern(value: string): Omit<Found, "path"> | undefined {
  const problem = javaPatternProblem(value);
  return problem === undefined ? undefined : { value, expected: `a regular expression of Java's (${problem})` };
}

/** Makes a rule about the bytes of the texts at one path. */
export function bytesRule(types: string | readonly string[], path: string, limit: Limit): Rule {
  return valueRule(types, path, limit.source, (value) => {
    const bytes = typeof value === "string" && !isAbsent(value) ? Buffer.byteLength(value) : 0;
    return bytes > limit.value ? { value: `${bytes} bytes`, expected: `at most ${limit.value} bytes` } : undefined;
  });
}

/** Makes a rule about each value at one path; `judge` returns what was found wrong with it. */
function valueRule(
  types: string | readonly string[],
  path: string,
  page: string,
  judge: (value: unknown) => Omit<Found, "path"> | undefined,
): Rule {
  return {
    types: [types].flat(),
    page,
    reads: [path.split(/[.[{]/)[0] ?? path],
    check: (inputs) =>
      valuesAt(inputs, path).flatMap(({ path: at, value }) => {
        const found = judge(value);
        return found === undefined ? [] : [{ path: at, ...found }];
      }),
  };
}

/** Returns the texts at a path, without those that are absent or not known. */
export function textsAt(inputs: Inputs, path: string): { path: string; value: string }[] {
  return valuesAt(inputs, path).flatMap(({ path: at, value }) =>
    typeof value === "string" && !isAbsent(value) ? [{ path: at, value }] : [],
  );
}

/** Returns a number, given as one or as its digits; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number"
    ? value
    : typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)
      ? Number(value)
      : undefined;
}
