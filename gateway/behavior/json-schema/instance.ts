import { BigDecimal, isNumber, JavaList, JavaMap, type JavaValue } from "../templates/java-values";

/** The primitive types of draft 4, as the validator names them. */
export type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** Returns the type of a value. A number that is written with a fraction or an exponent is no integer, whatever its value. */
export function jsonType(value: JavaValue): JsonType {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "bigint":
      return "integer";
  }
  if (value === null) {
    return "null";
  }
  return value instanceof JavaList ? "array" : value instanceof JavaMap ? "object" : "number";
}

/** Returns a value of a schema, such as a member of an enum, in the form of an instance. */
export function toInstance(value: unknown): JavaValue {
  if (typeof value === "number") {
    return Number.isInteger(value) ? BigInt(value) : BigDecimal.parse(String(value));
  }
  if (Array.isArray(value)) {
    return new JavaList(value.map(toInstance), "JSONArray");
  }
  if (typeof value === "object" && value !== null) {
    return new JavaMap(Object.entries(value).map(([key, member]) => [key, toInstance(member)] as const));
  }
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** Returns a value as JSON, as messages show it. */
export function shown(value: JavaValue): string {
  if (value instanceof JavaList) {
    return `[${value.items.map(shown).join(",")}]`;
  }
  if (value instanceof JavaMap) {
    return `{${[...value.entries].map(([key, member]) => `${shown(key)}:${shown(member)}`).join(",")}}`;
  }
  if (value instanceof BigDecimal) {
    return String(withoutZeros(value));
  }
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** Returns a decimal without zeros at its end, as the library reads it: 2 for 2.0. */
function withoutZeros({ unscaled, scale }: BigDecimal): BigDecimal {
  if (unscaled === 0n) {
    return new BigDecimal(0n, 0);
  }
  const digits = String(unscaled);
  let zeros = 0;
  while (digits[digits.length - 1 - zeros] === "0") {
    zeros++;
  }
  return new BigDecimal(unscaled / 10n ** BigInt(zeros), scale - zeros);
}

/**
 * Returns a text that is equal for equal JSON: numbers by their value (1 is 1.0).
 *
 * @param order Whether the order of an object's members counts.
 */
export function canonical(value: JavaValue, order: "counts" | "ignored"): string {
  if (value instanceof JavaList) {
    return `[${value.items.map((item) => canonical(item, order)).join(",")}]`;
  }
  if (value instanceof JavaMap) {
    const members = [...value.entries].map(([key, member]) => `${shown(key)}:${canonical(member, order)}`);
    return `{${(order === "counts" ? members : members.toSorted()).join(",")}}`;
  }
  if (!isNumber(value)) {
    return shown(value);
  }
  const { unscaled, scale } = withoutZeros(decimalOf(value));
  return `${unscaled}e${-scale}`;
}

/** The decimal that a value is, with every digit; 0 for what is no number. */
export function decimalOf(value: JavaValue): BigDecimal {
  return value instanceof BigDecimal ? value : new BigDecimal(typeof value === "bigint" ? value : 0n, 0);
}

/**
 * Returns whether a number is a multiple of another, by the decimals that they are written with.
 *
 * @param divisor A number above 0.
 */
export function isMultiple(value: BigDecimal, divisor: BigDecimal): boolean {
  const { magnitude } = value;
  if (magnitude === undefined) {
    return true; // zero
  }
  const shift = divisor.scale - value.scale;
  if (shift >= 0) {
    return (value.unscaled * tenTo(BigInt(shift), divisor.unscaled)) % divisor.unscaled === 0n;
  }
  // a power of ten that has more digits than the number is not written out
  return -shift < magnitude + value.scale && value.unscaled % (divisor.unscaled * 10n ** BigInt(-shift)) === 0n;
}

/** Returns a power of ten modulo a number. */
function tenTo(exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let base = 10n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      result = (result * base) % modulus;
    }
    base = (base * base) % modulus;
  }
  return result;
}
