import { compareNumbers } from "../templates/java-math";
import type { JavaValue } from "../templates/java-values";
import { decimalOf, isMultiple, type JsonType, shown, toInstance } from "./instance";
import { elements, type Keyword, memberNames, type NamedKeyword, quoted, textOf } from "./keyword";

export const NUMBERS = ["integer", "number"] as const;

/** A keyword that compares a size with its value. */
function sized(
  name: string,
  types: readonly JsonType[],
  sizeOf: (instance: JavaValue) => number,
  fails: (size: number, limit: number) => boolean,
  message: (size: number, limit: number, instance: JavaValue) => string,
): NamedKeyword {
  const check: Keyword["check"] = (schema, instance, { report }) => {
    const limit = Number(schema[name]);
    const size = sizeOf(instance);
    if (fails(size, limit)) {
      report.error(message(size, limit, instance));
    }
  };
  return [name, { types, check }];
}

const isLess = (size: number, limit: number): boolean => size < limit;
const isMore = (size: number, limit: number): boolean => size > limit;
const codePoints = (instance: JavaValue): number => [...textOf(instance)].length;

function bound(name: "minimum" | "maximum"): Keyword {
  const [exclusive, tooFar, side] =
    name === "minimum"
      ? (["exclusiveMinimum", "lower", "greater"] as const)
      : (["exclusiveMaximum", "greater", "lower"] as const);
  return {
    types: NUMBERS,
    check(schema, instance, { report }) {
      const limit = toInstance(schema[name]);
      const [a, b] = name === "minimum" ? [instance, limit] : [limit, instance];
      const order = compareNumbers(decimalOf(a), decimalOf(b));
      const [writtenLimit, found] = [shown(limit), shown(instance)];
      if (order < 0) {
        report.error(
          `numeric instance is ${tooFar} than the required ${name} (${name}: ${writtenLimit}, found: ${found})`,
        );
      } else if (order === 0 && schema[exclusive] === true) {
        report.error(`numeric instance is not strictly ${side} than the required ${name} ${writtenLimit}`);
      }
    },
  };
}

/** The keywords that compare a number or a size. */
export const NUMBER_AND_SIZE_KEYWORDS: readonly NamedKeyword[] = [
  sized(
    "maxItems",
    ["array"],
    (it) => elements(it).length,
    isMore,
    (size, limit) => `array is too long: must have at most ${limit} elements but instance has ${size} elements`,
  ),
  sized(
    "maxLength",
    ["string"],
    codePoints,
    isMore,
    (size, limit, it) => `string ${quoted(it)} is too long (length: ${size}, maximum allowed: ${limit})`,
  ),
  sized(
    "maxProperties",
    ["object"],
    (it) => memberNames(it).length,
    isMore,
    (size, limit) => `object has too many properties (found ${size} but schema requires at most ${limit})`,
  ),
  ["maximum", bound("maximum")],
  sized(
    "minItems",
    ["array"],
    (it) => elements(it).length,
    isLess,
    (size, limit) => `array is too short: must have at least ${limit} elements but instance has ${size} elements`,
  ),
  sized(
    "minLength",
    ["string"],
    codePoints,
    isLess,
    (size, limit, it) => `string ${quoted(it)} is too short (length: ${size}, required minimum: ${limit})`,
  ),
  sized(
    "minProperties",
    ["object"],
    (it) => memberNames(it).length,
    isLess,
    (size, limit) => `object has too few properties (found ${size} but schema requires at least ${limit})`,
  ),
  ["minimum", bound("minimum")],
  [
    "multipleOf",
    {
      types: NUMBERS,
      check({ multipleOf }, instance, { report }) {
        const divisor = toInstance(multipleOf);
        if (!isMultiple(decimalOf(instance), decimalOf(divisor))) {
          report.error(`remainder of division is not zero (${shown(instance)} / ${shown(divisor)})`);
        }
      },
    },
  ],
];
