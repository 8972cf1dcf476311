import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * Returns the allowed values of zod's issue in words. A schema's own `error` is such words already; zod's own messages are put so that
 * they can be read after "expected".
 */
export function expectedText(issue: Issue): string {
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const options = issue.errors.flatMap((issues) => issues.slice(0, 1).map(expectedText));
    return [...new Set(options)].join(" or ") || "another value";
  }
  const { message } = issue;
  const [, list] = /^Invalid option: expected one of (.+)$/.exec(message) ?? [];
  if (list !== undefined) {
    return list.split("|").join(", ");
  }
  const [, type] = /^Invalid input: expected (.+?)(?:, received .+)?$/.exec(message) ?? [];
  if (type !== undefined) {
    return TYPES[type] ?? type;
  }
  const [, size] = /^Too (?:small|big): expected (.+)$/.exec(message) ?? [];
  if (size !== undefined) {
    return sizeText(size);
  }
  const [, rule] = /^Invalid (?:string|number): must (?:be )?(.+)$/.exec(message) ?? [];
  if (rule !== undefined) {
    return issue.code === "invalid_format" ? `a string that must ${rule}` : rule;
  }
  const [, format] = /^Invalid (.+)$/.exec(message) ?? [];
  return format === undefined ? message : `a valid ${format}`;
}

/** The expectation of a list. */
export const LIST = "a list";

const TYPES: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: LIST,
  object: "an object",
  record: "an object",
};

/** `string to have >=3 characters` is "a string of at least 3 characters", `number to be >0` "a number above 0". */
function sizeText(size: string): string {
  const [, type = "", sign = "", rest = ""] = /^(\w+) to (?:have|be) (>=|<=|>|<)(.+)$/.exec(size) ?? [];
  const words: Record<string, string> = { ">=": "at least", "<=": "at most", ">": "above", "<": "below" };
  const noun = TYPES[type];
  if (noun === undefined) {
    return size;
  }
  return type === "number" || type === "int" ? `${noun}, ${words[sign]} ${rest}` : `${noun} of ${words[sign]} ${rest}`;
}
