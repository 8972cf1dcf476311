import { REST_API_LIMITS } from "../../../aws/quotas";
import { countSteps } from "../shared/bounded-work";

/**
 * The values that a mapping template works with, as the Java libraries behind API Gateway hold them: what a value prints,
 * whether two are equal and which methods it has all follow from its Java class.
 *
 * - `string`, `boolean`, `null`: as in Java.
 * - `bigint`: `Integer`, `Long` and `BigInteger`, exact.
 * - `number`: `Double`.
 * - the classes below.
 */
export type JavaValue = null | string | boolean | bigint | number | BigDecimal | JavaList | JavaMap | JavaObject;

/** An object with properties and methods of its own, as `$input`, `$util` and `$foreach`. */
export interface JavaObject {
  readonly javaClass: string;
  /** Returns the property's value, null if none exists. */
  property(name: string): JavaValue;
  /** Returns what the method returns, or undefined where the object has no such method. */
  invoke(method: string, args: JavaValue[]): JavaValue | undefined;
  /** Returns what the object prints. */
  text(): string;
}

/** A method of a Java class. Null is what a method of Java's `void` gives, and what one does that does not take the arguments. */
export type Method<T> = (self: T, ...args: JavaValue[]) => JavaValue;

const MAX_SCALE = 2 ** 31 - 1;
const MAX_ADDED_DIGITS = 10_000;
const LONGEST_SHOWN = 40;

/** A decimal of more digits than a `Double` holds: `unscaled` × 10^-`scale`. */
export class BigDecimal {
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}

  /** @throws Error where the exponent is beyond Java's `int`, as Java does. */
  static parse(text: string): BigDecimal {
    const [mantissa = "0", exponent = "0"] = text.toLowerCase().split("e");
    const [whole = "0", fraction = ""] = mantissa.split(".");
    const scale = fraction.length - Number(exponent);
    if (Math.abs(scale) > MAX_SCALE) {
      throw new Error(`the exponent of ${text.slice(0, LONGEST_SHOWN)} is out of range`);
    }
    return new BigDecimal(BigInt(whole + fraction), scale);
  }

  /**
   * Returns the unscaled value at another, larger scale.
   *
   * @throws Error where that has more digits than any template can mean: a client writes an exponent in a few bytes.
   */
  at(scale: number): bigint {
    if (scale - this.scale > MAX_ADDED_DIGITS) {
      throw new Error(`a number of more than ${MAX_ADDED_DIGITS} digits cannot be calculated with`);
    }
    return this.unscaled * 10n ** BigInt(scale - this.scale);
  }

  /** Returns the power of ten of the first digit; undefined for zero. */
  get magnitude(): number | undefined {
    return this.unscaled === 0n ? undefined : this.unscaled.toString().replace("-", "").length - this.scale;
  }

  toNumber(): number {
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  /** https://docs.oracle.com/javase/8/docs/api/java/math/BigDecimal.html#toString-- */
  toString(): string {
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString();
    const exponent = digits.length - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) {
      const padded = digits.padStart(this.scale + 1, "0");
      const split = padded.length - this.scale;
      return sign + padded.slice(0, split) + (this.scale === 0 ? "" : `.${padded.slice(split)}`);
    }
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits[0]}${fraction}E${exponent >= 0 ? "+" : ""}${exponent}`;
  }
}

/** Lists, and the sets that maps give of their keys. */
export class JavaList {
  constructor(
    readonly items: JavaValue[] = [],
    /** A list of a JSON payload prints as JSON; one that the template makes prints as Java's lists do. */
    readonly kind: "JSONArray" | "ArrayList" | "Set" = "ArrayList",
  ) {}
}

/** A `LinkedHashMap`: its entries keep their order. */
export class JavaMap {
  /** True for a map that is null where a template names it alone; its members are there. */
  readonly isNothing: boolean = false;
  readonly entries: Map<JavaValue, JavaValue>;

  constructor(entries: Iterable<readonly [JavaValue, JavaValue]> = []) {
    this.entries = new Map(entries);
  }

  get(key: JavaValue): JavaValue {
    return this.entries.get(key) ?? null;
  }

  /** Returns the value that the key had. */
  put(key: JavaValue, value: JavaValue): JavaValue {
    const before = this.get(key);
    this.entries.set(key, value);
    return before;
  }

  /** Returns what the map prints. */
  text(): string {
    countSteps(this.entries.size);
    return `{${[...this.entries].map(([key, item]) => `${textOf(key)}=${textOf(item)}`).join(", ")}}`;
  }
}

/** Returns what a value prints: Java's `String.valueOf`. */
export function textOf(value: JavaValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return doubleText(value);
    case "boolean":
    case "bigint":
      return String(value);
  }
  if (value === null) {
    return "null";
  }
  if (value instanceof BigDecimal) {
    return value.toString();
  }
  if (value instanceof JavaList) {
    countSteps(value.items.length);
    return value.kind === "JSONArray" ? jsonText(value, "escaped") : `[${value.items.map(textOf).join(", ")}]`;
  }
  return value.text();
}

/**
 * Returns a value as JSON, numbers and the order of members as they came.
 *
 * @param slashes `escaped` as json-smart's lists print, `plain` as `$input.json` writes them.
 */
export function jsonText(value: JavaValue, slashes: "escaped" | "plain"): string {
  const text = new JsonText(slashes);
  text.write(value);
  return text.parts.join("");
}

/** JSON in parts that are joined once: joining them at every level would copy what is deep once for every level. */
class JsonText {
  readonly parts: string[] = [];
  private length = 0;

  constructor(private readonly slashes: "escaped" | "plain") {}

  write(value: JavaValue): void {
    if (value instanceof JavaList) {
      let before = "[";
      for (const item of value.items) {
        this.add(before);
        this.write(item);
        before = ",";
      }
      this.add(value.items.length === 0 ? "[]" : "]");
    } else if (value instanceof JavaMap) {
      let before = "{";
      for (const [key, item] of value.entries) {
        this.add(`${before}${quoted(textOf(key), this.slashes)}:`);
        this.write(item);
        before = ",";
      }
      this.add(value.entries.size === 0 ? "{}" : "}");
    } else {
      const isText = typeof value === "string" || isJavaObject(value);
      this.add(isText ? quoted(textOf(value), this.slashes) : textOf(value));
    }
  }

  private add(part: string): void {
    countSteps(1);
    this.parts.push(part);
    this.length += part.length;
    assertTextFits(this.length);
  }
}

/** The length that a payload may have: whatever is longer cannot be sent, and would take the memory of the gateway. */
const LONGEST_TEXT = REST_API_LIMITS.payload.value;

/** @throws Error where a text is longer than any that a template can have a use for. */
export function assertTextFits(length: number): void {
  if (length > LONGEST_TEXT) {
    throw new Error(`the mapping template makes a string of more than ${LONGEST_TEXT} characters`);
  }
}

const CHARACTERS_PER_STEP = 200;

/** Returns the steps that going through a text takes. */
export function stepsOfText(text: string): number {
  return Math.floor(text.length / CHARACTERS_PER_STEP);
}

function quoted(text: string, slashes: "escaped" | "plain"): string {
  // json-smart also escapes what is a control character, or a separator, beyond ASCII
  const escaped = JSON.stringify(text).replace(
    /[\u007f-\u009f\u2000-\u20ff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  return slashes === "escaped" ? escaped.replaceAll("/", "\\/") : escaped;
}

/** https://docs.oracle.com/javase/8/docs/api/java/lang/Double.html#toString-double- */
function doubleText(value: number): string {
  if (!Number.isFinite(value) || value === 0) {
    return Object.is(value, -0) ? "-0.0" : value === 0 ? "0.0" : String(value);
  }
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

export function isNumber(value: JavaValue): value is bigint | number | BigDecimal {
  return typeof value === "bigint" || typeof value === "number" || value instanceof BigDecimal;
}

export function isJavaObject(value: JavaValue): value is JavaObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof BigDecimal) &&
    !(value instanceof JavaList) &&
    !(value instanceof JavaMap)
  );
}

/** Returns whether Java's `equals` holds two values equal. */
export function javaEquals(left: JavaValue, right: JavaValue): boolean {
  if (left instanceof JavaList && right instanceof JavaList) {
    countSteps(left.items.length);
    return (
      left.items.length === right.items.length &&
      left.items.every((item, at) => javaEquals(item, right.items[at] ?? null))
    );
  }
  if (left instanceof JavaMap && right instanceof JavaMap) {
    countSteps(left.entries.size);
    const same = ([key, item]: [JavaValue, JavaValue]): boolean =>
      right.entries.has(key) && javaEquals(item, right.get(key));
    return left.entries.size === right.entries.size && [...left.entries].every(same);
  }
  if (left instanceof BigDecimal && right instanceof BigDecimal) {
    return left.unscaled === right.unscaled && left.scale === right.scale;
  }
  return left === right;
}

/** Returns the name of a value's Java class. */
export function javaClass(value: Exclude<JavaValue, null>): string {
  switch (typeof value) {
    case "string":
      return "java.lang.String";
    case "boolean":
      return "java.lang.Boolean";
    case "number":
      return "java.lang.Double";
    case "bigint":
      return integerClass(value);
  }
  if (value instanceof BigDecimal) {
    return "java.math.BigDecimal";
  }
  if (value instanceof JavaList) {
    return LIST_CLASSES[value.kind];
  }
  return value instanceof JavaMap ? "java.util.LinkedHashMap" : value.javaClass;
}

const LIST_CLASSES = {
  JSONArray: "net.minidev.json.JSONArray",
  ArrayList: "java.util.ArrayList",
  Set: "java.util.LinkedHashMap$LinkedKeySet",
} as const;

function integerClass(value: bigint): string {
  if (BigInt.asIntN(32, value) === value) {
    return "java.lang.Integer";
  }
  return BigInt.asIntN(64, value) === value ? "java.lang.Long" : "java.math.BigInteger";
}
