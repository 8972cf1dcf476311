import { BigDecimal, type JavaValue } from "../templates/java-values";
import { compareDecimals, decimalOf, isMultiple, type JsonType, shown, toInstance } from "./instance";
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
  const sign = name === "minimum" ? 1 : -1;
  const [exclusive, tooFar, side] =
    name === "minimum" ? ["exclusiveMinimum", "lower", "greater"] : ["exclusiveMaximum", "greater", "lower"];
  return {
    types: NUMBERS,
    check(schema, instance, { report }) {
      const limit = decimalOf(toInstance(schema[name]));
      const value = decimalOf(instance);
      if (limit === undefined || value === undefined) {
        return;
      }
      const order = compareDecimals(value, limit) * sign;
      const [writtenLimit, found] = [shown(toInstance(schema[name])), shown(instance)];
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
        const [value, divisor] = [decimalOf(instance), decimalOf(toInstance(multipleOf))];
        if (value !== undefined && divisor instanceof BigDecimal && !isMultiple(value, divisor)) {
          const [found, by] = [shown(instance), shown(toInstance(multipleOf))];
          report.error(`remainder of division is not zero (${found} / ${by})`);
        }
      },
    },
  ],
];
