import { countSteps } from "../shared/bounded-work";
import {
  assertTextFits,
  type BigDecimal,
  isJavaObject,
  isNumber,
  javaClass,
  javaEquals,
  JavaList,
  JavaMap,
  type JavaObject,
  type JavaValue,
  type Method,
  stepsOfText,
  textOf,
} from "./java-values";
import { LIST_METHODS, MAP_METHODS } from "./java-collections";
import { compareNumbers, toInteger, toNumber } from "./java-math";
import { STRING_METHODS } from "./java-strings";

/**
 * Calls a method of a Java value. Returns null where its class has no such method, as Velocity does.
 *
 * @throws Error where the method itself fails, as `substring` does beyond the end: rendering ends.
 */
export function invoke(self: Exclude<JavaValue, null>, name: string, args: JavaValue[]): JavaValue {
  if (isJavaObject(self)) {
    return self.invoke(name, args) ?? own(OBJECT_METHODS, name)?.(self, ...args) ?? null;
  }
  countSteps(typeof self === "string" ? stepsOfText(self) : 1);
  const method = own(methodsOf(self), name) ?? own(OBJECT_METHODS, name);
  const result = method?.(self, ...args) ?? null;
  assertTextFits(typeof result === "string" ? result.length : 0);
  return result;
}

/** Returns the value of `$self.name`: a getter's, a map's entry, or an `isName()`'s; null if none exists. */
export function property(self: Exclude<JavaValue, null>, name: string): JavaValue {
  if (name === "class") {
    return classOf(self);
  }
  if (self instanceof JavaMap) {
    return self.get(name);
  }
  if (isJavaObject(self)) {
    return self.property(name);
  }
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const getter = own(methodsOf(self), `get${capital}`) ?? own(methodsOf(self), `is${capital}`);
  return getter?.(self) ?? null;
}

/** A method table as `invoke` reads it: the class of `self` has been decided. */
type Methods = Record<string, Method<never>>;

function methodsOf(self: Exclude<JavaValue, null>): Methods {
  if (typeof self === "string") {
    return STRING_METHODS;
  }
  if (typeof self === "boolean") {
    return BOOLEAN_METHODS;
  }
  if (self instanceof JavaList) {
    return LIST_METHODS;
  }
  return self instanceof JavaMap ? MAP_METHODS : NUMBER_METHODS;
}

function own(methods: Methods, name: string): Method<Exclude<JavaValue, null>> | undefined {
  return Object.hasOwn(methods, name) ? (methods[name] as Method<Exclude<JavaValue, null>>) : undefined;
}

const OBJECT_METHODS: Record<string, Method<Exclude<JavaValue, null>>> = {
  equals: (self, other = null) => javaEquals(self, other),
  toString: (self: Exclude<JavaValue, null>) => textOf(self),
  getClass: (self) => classOf(self),
  hashCode: (self) => hashCode(self),
};

type AnyNumber = bigint | number | BigDecimal;

const NUMBER_METHODS: Record<string, Method<AnyNumber>> = {
  intValue: (self) => wholeOf(self, 32),
  longValue: (self) => wholeOf(self, 64),
  doubleValue: (self) => toNumber(self),
  floatValue: (self) => Math.fround(toNumber(self)),
  compareTo: (self, other = null) => {
    if (!isNumber(other) || javaClass(other) !== javaClass(self)) {
      throw new Error(`${textOf(self)} can't be compared with ${textOf(other)}, which is of another class`);
    }
    return BigInt(Math.sign(compareNumbers(self, other)));
  },
  isNaN: (self) => (typeof self === "number" ? Number.isNaN(self) : null),
  isInfinite: (self) => (typeof self === "number" ? Math.abs(self) === Infinity : null),
  // static methods, which a template reaches through a value
  parseInt: (self, text = null, radix = 10n) =>
    javaClass(self) === "java.lang.Integer" ? parseInteger(text, radix, 32) : null,
  parseLong: (self, text = null, radix = 10n) =>
    javaClass(self) === "java.lang.Long" ? parseInteger(text, radix, 64) : null,
  parseDouble: (self, text = null) => (typeof self === "number" ? parseDouble(text) : null),
  valueOf: (self: AnyNumber, text: JavaValue = null) => {
    if (isNumber(text)) {
      return text;
    }
    return typeof self === "bigint"
      ? parseInteger(text, 10n, javaClass(self) === "java.lang.Integer" ? 32 : 64)
      : parseDouble(text);
  },
  toString: (self: AnyNumber, value: JavaValue = null, radix: JavaValue = null) => numberText(self, value, radix),
  toHexString: (_, value = null) => (typeof value === "bigint" ? BigInt.asUintN(32, value).toString(16) : null),
  toBinaryString: (_, value = null) => (typeof value === "bigint" ? BigInt.asUintN(32, value).toString(2) : null),
  max: (_, a = null, b = null) => (isNumber(a) && isNumber(b) ? (compareNumbers(a, b) >= 0 ? a : b) : null),
  min: (_, a = null, b = null) => (isNumber(a) && isNumber(b) ? (compareNumbers(a, b) <= 0 ? a : b) : null),
};

/** Returns the number itself as text, or, as Java's static method does, another one of its class. */
function numberText(self: AnyNumber, value: JavaValue, radix: JavaValue): string | null {
  if (value === null) {
    return textOf(self);
  }
  if (typeof self === "number" && typeof value === "bigint") {
    return textOf(Number(value));
  }
  if (typeof value !== typeof self) {
    return null;
  }
  return typeof value === "bigint" && typeof radix === "bigint" ? value.toString(Number(radix)) : textOf(value);
}

/** Returns the whole part in so many bits: a `Double` beyond them is the nearest number that they hold, any other number loses bits. */
function wholeOf(value: AnyNumber, bits: number): bigint {
  if (typeof value !== "number") {
    return BigInt.asIntN(bits, toInteger(value));
  }
  const most = 2n ** BigInt(bits - 1) - 1n;
  const whole = Number.isNaN(value) ? 0 : Math.max(-Number(most) - 1, Math.min(Number(most), Math.trunc(value)));
  return whole >= Number(most) ? most : BigInt(whole);
}

/** @throws Error where the text is no whole number, or one of more bits. */
function parseInteger(text: JavaValue, radix: JavaValue, bits: number): bigint {
  const written = textOf(text);
  const [, sign, digits = ""] = /^([+-]?)([0-9a-z]+)$/i.exec(written) ?? [];
  let value = 0n;
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36);
    value = worth < Number(radix) && value < 2n ** 64n ? value * BigInt(Number(radix)) + BigInt(worth) : 2n ** 64n;
  }
  const signed = sign === "-" ? -value : value;
  if (digits === "" || BigInt.asIntN(bits, signed) !== signed) {
    throw new Error(`For input string: "${written}"`);
  }
  return signed;
}

function parseDouble(text: JavaValue): number {
  const value = Number(textOf(text).trim() || "x");
  if (Number.isNaN(value)) {
    throw new Error(`For input string: "${textOf(text)}"`);
  }
  return value;
}

const BOOLEAN_METHODS: Record<string, Method<boolean>> = {
  booleanValue: (self) => self,
  compareTo: (self, other = null) => {
    if (typeof other !== "boolean") {
      throw new Error(`${self} can't be compared with ${textOf(other)}`);
    }
    return BigInt(Number(self) - Number(other));
  },
  parseBoolean: (_, text = null) => textOf(text).toLowerCase() === "true",
  valueOf: (_: boolean, text: JavaValue = null) => textOf(text).toLowerCase() === "true",
};

/** Returns what `$value.class` is; a template can read its name. */
function classOf(value: Exclude<JavaValue, null>): JavaObject {
  const name = javaClass(value);
  const properties: Record<string, string> = {
    name,
    simpleName: name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("$")) + 1),
  };
  const getters: Record<string, string | undefined> = { getName: name, getSimpleName: properties.simpleName };
  return {
    javaClass: "java.lang.Class",
    property: (key) => (Object.hasOwn(properties, key) ? (properties[key] ?? null) : null),
    invoke: (method) => (Object.hasOwn(getters, method) ? getters[method] : undefined),
    text: () => `class ${name}`,
  };
}

function hashCode(value: JavaValue): JavaValue {
  if (typeof value === "string") {
    return stringHash(value);
  }
  if (typeof value === "boolean") {
    return value ? 1231n : 1237n;
  }
  if (typeof value === "bigint") {
    return BigInt.asIntN(32, BigInt.asIntN(32, value) === value ? value : value ^ (value >> 32n));
  }
  if (typeof value === "number") {
    const [bits = 0n] = new BigInt64Array(Float64Array.of(value).buffer);
    return BigInt.asIntN(32, bits ^ (bits >> 32n));
  }
  if (value instanceof JavaList) {
    countSteps(value.items.length);
    return value.items.reduce<bigint>((hash, item) => BigInt.asIntN(32, 31n * hash + asInteger(hashCode(item))), 1n);
  }
  if (value instanceof JavaMap) {
    countSteps(value.entries.size);
    return [...value.entries].reduce<bigint>(
      (hash, [key, item]) => BigInt.asIntN(32, hash + (asInteger(hashCode(key)) ^ asInteger(hashCode(item)))),
      0n,
    );
  }
  return value === null ? 0n : stringHash(textOf(value));
}

const asInteger = (value: JavaValue): bigint => (typeof value === "bigint" ? value : 0n);

function stringHash(text: string): bigint {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  }
  return BigInt(hash);
}
