import type { ModelConstraint, TypeConstraints } from "./model";
import { type Inputs, isAbsent, valuesAt, type Violation } from "./violation";
import { nearestName } from "../../language/nearest-name";
import { ownValue } from "../../language/own-value";

/** The AWS provider sends nothing for these where they are 0. */
const UNSET_BY_ZERO = ["timeoutMilliseconds"];

const patterns = new Map<string, RegExp>();

/** Returns what AWS's service model refuses. @param names The inputs that are judged. */
export function modelViolations(type: TypeConstraints, inputs: Inputs, names: readonly string[]): Violation[] {
  const found: Violation[] = [];
  // most inputs of a type are not set
  for (const input of names) {
    for (const [rest, constraint] of isAbsent(inputs[input])
      ? []
      : Object.entries(ownValue(type.inputs, input) ?? {})) {
      const path = input + rest;
      for (const { path: at, value } of valuesAt(inputs, path)) {
        const expected = isAbsent(value) ? undefined : expectation(constraint, value, path);
        if (expected !== undefined) {
          const { member = memberOf(type, path) } = constraint;
          const nearest = typeof value === "string" ? nearestName(value, constraint.enum ?? []) : undefined;
          found.push({ path: at, value, expected: `${expected} (${member})`, nearest, page: type.page });
        }
      }
    }
  }
  return found;
}

/** Returns the member of a call that an input is sent as: `CreateRoute.OperationName`. */
export function memberOf(
  { call, upperCamelCase }: Pick<TypeConstraints, "call" | "upperCamelCase">,
  path: string,
): string {
  const name = path.replace(/\[\]|\{.*?\}/g, "").replace(/.*\./, "");
  const first = name.charAt(0);
  return `${call}.${upperCamelCase === true ? first.toUpperCase() : first.toLowerCase()}${name.slice(1)}`;
}

function expectation(constraint: ModelConstraint, value: unknown, path: string): string | undefined {
  if (Array.isArray(value)) {
    const { maxItems } = constraint;
    return maxItems !== undefined && value.length > maxItems ? `at most ${maxItems} items` : undefined;
  }
  if (typeof value === "string" && (constraint.integer !== undefined || isRange(constraint))) {
    return /^-?\d+(\.\d+)?$/.test(value) ? numberExpectation(constraint, Number(value)) : undefined;
  }
  if (typeof value === "number") {
    return value === 0 && UNSET_BY_ZERO.includes(path) ? undefined : numberExpectation(constraint, value);
  }
  return typeof value === "string" ? textExpectation(constraint, value) : undefined;
}

function isRange({ min, max }: ModelConstraint): boolean {
  return min !== undefined || max !== undefined;
}

function numberExpectation({ min, max, integer }: ModelConstraint, value: number): string | undefined {
  const whole = integer === undefined || Number.isInteger(value);
  const bits = integer === 32 ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  const fits = value >= (min ?? -bits) && value <= (max ?? bits);
  if (whole && fits) {
    return undefined;
  }
  const kind = integer === undefined ? "a number" : "a whole number";
  if (max === undefined) {
    return min === undefined ? `${kind} of ${integer ?? 64} bits` : `${kind}, ${min} or more`;
  }
  return `${kind} from ${min ?? 0} to ${max}`;
}

function textExpectation(constraint: ModelConstraint, value: string): string | undefined {
  const { enum: allowed, pattern, minLength = 0, maxLength } = constraint;
  if (allowed !== undefined) {
    return allowed.includes(value) ? undefined : oneOf(allowed);
  }
  if (value.length < minLength || (maxLength !== undefined && value.length > maxLength)) {
    return maxLength === undefined ? `${minLength} characters or more` : `${minLength} to ${maxLength} characters`;
  }
  return pattern === undefined || expression(pattern).test(value) ? undefined : `text that matches ${pattern}`;
}

function oneOf(allowed: string[]): string {
  return allowed.length === 1 ? `"${allowed[0] ?? ""}"` : `one of ${allowed.join(", ")}`;
}

function expression(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? compiled(pattern);
  patterns.set(pattern, known);
  return known;
}

/** AWS's patterns are Java's: some are no Unicode patterns of JavaScript, such as those with `\-` in a class. */
function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}
