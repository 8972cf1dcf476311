import { boundedMatch } from "../shared/bounded-match";
import { type JavaPattern, javaPattern, matchesWhole } from "../shared/java-pattern";
import { JavaList, type JavaValue, type Method, textOf } from "./java-values";

/**
 * The methods of `java.lang.String`. An argument of another class than Java's method takes finds no method, and is null.
 * https://docs.oracle.com/javase/8/docs/api/java/lang/String.html
 */
export const STRING_METHODS: Record<string, Method<string>> = {
  length: (self) => BigInt(self.length),
  isEmpty: (self) => self === "",
  isBlank: (self) => stripped(self) === "",
  charAt: (self, at = null) => withInteger(at, (index) => self[inside(index, self.length - 1)] ?? null),
  codePointAt: (self, at = null) =>
    withInteger(at, (index) => BigInt(self.codePointAt(inside(index, self.length - 1)) ?? 0)),
  substring: (self, from = null, to = BigInt(self.length)) =>
    withInteger(from, (start) => withInteger(to, (end) => self.slice(inside(start, end), inside(end, self.length)))),
  indexOf: (self, part = null, from = 0n) =>
    withText(part, (text) => withInteger(from, (start) => BigInt(self.indexOf(text, start)))),
  lastIndexOf: (self, part = null) => withText(part, (text) => BigInt(self.lastIndexOf(text))),
  contains: (self, part = null) => withText(part, (text) => self.includes(text)),
  startsWith: (self, part = null, from = 0n) =>
    withText(part, (text) => withInteger(from, (start) => self.startsWith(text, start))),
  endsWith: (self, part = null) => withText(part, (text) => self.endsWith(text)),
  equalsIgnoreCase: (self, other = null) => withText(other, (text) => self.toLowerCase() === text.toLowerCase()),
  compareTo: (self, other = null) => compareTexts(self, comparable(other)),
  compareToIgnoreCase: (self, other = null) =>
    withText(other, (text) => compareTexts(self.toLowerCase(), text.toLowerCase())),
  concat: (self, other = null) => withText(other, (text) => self + text),
  matches: (self, pattern = null) => withText(pattern, (text) => matchesWhole(text, self)),
  replace: (self, part = null, by = null) =>
    withText(part, (text) => withText(by, (other) => self.replaceAll(text, () => other))),
  replaceAll: (self, pattern = null, by = null) =>
    withText(pattern, (text) => withText(by, (other) => replaced(self, text, "g", other))),
  replaceFirst: (self, pattern = null, by = null) =>
    withText(pattern, (text) => withText(by, (other) => replaced(self, text, "", other))),
  split: (self, pattern = null, limit = 0n) =>
    withText(pattern, (text) => withInteger(limit, (count) => split(self, text, count))),
  trim: (self) => self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ""),
  strip: stripped,
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  intern: (self) => self,
  repeat: (self, times = null) => withInteger(times, (count) => self.repeat(count)),
  toCharArray: (self) => new JavaList([...self]),
  // static methods, which a template reaches through a value
  valueOf: (_: string, value: JavaValue = null) => textOf(value),
  format: (_, pattern = null, ...values) => withText(pattern, (text) => format(text, values)),
  join: (_, separator = null, ...values) => withText(separator, (text) => joined(text, values)),
};

/** Returns a text without white space at its ends. */
function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhitespace(text.charAt(start))) {
    start++;
  }
  while (end > start && isWhitespace(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(start, end);
}

const NO_BREAK_SPACES = "\u00a0\u2007\u202f";

/** By Java's `Character.isWhitespace`: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Character.html#isWhitespace(char) */
function isWhitespace(char: string): boolean {
  const isControl = (char >= "\t" && char <= "\r") || (char >= "\u001c" && char <= "\u001f");
  return isControl || (/\p{Z}/u.test(char) && !NO_BREAK_SPACES.includes(char));
}

function withText(value: JavaValue, then: (text: string) => JavaValue): JavaValue {
  return typeof value === "string" ? then(value) : null;
}

function withInteger(value: JavaValue, then: (number: number) => JavaValue): JavaValue {
  return typeof value === "bigint" ? then(Number(value)) : null;
}

/** @throws Error where Java's `compareTo` finds another class. */
function comparable(value: JavaValue): string {
  if (typeof value !== "string") {
    throw new Error(`a String can't be compared with ${textOf(value)}`);
  }
  return value;
}

function inside(index: number, last: number): number {
  if (index < 0 || index > last) {
    throw new Error(`String index out of range: ${index}`);
  }
  return index;
}

function compareTexts(left: string, right: string): bigint {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    if (left[at] !== right[at]) {
      return BigInt(left.charCodeAt(at) - right.charCodeAt(at));
    }
  }
  return BigInt(left.length - right.length);
}

function replaced(self: string, pattern: string, flags: string, by: string): string {
  const found = javaPattern(pattern, flags);
  return boundedMatch(pattern, self.length, () =>
    self.replace(found.expression, (match, ...more) => {
      const last: unknown = more.at(-1);
      const groups = typeof last === "object" ? (last as Record<string, string | undefined>) : {};
      return replacement(by, found, (number) => (number === 0 ? match : (groups[`g${number}`] ?? "")));
    }),
  );
}

/**
 * `$1` and `${name}` are groups, of a number as many digits as there are groups for; a backslash takes the next character as it is.
 *
 * @throws Error where Java refuses the text.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Matcher.html#appendReplacement(java.lang.StringBuffer,java.lang.String)
 */
function replacement(text: string, { groupCount, names }: JavaPattern, group: (number: number) => string): string {
  return text.replace(
    /\\([^]?)|\$(?:\{(\w+)\}|(\d+))?/g,
    (whole, escaped?: string, name?: string, digits: string = "") => {
      if (escaped !== undefined && escaped !== "") {
        return escaped;
      }
      let length = 1;
      while (length < digits.length && Number(digits.slice(0, length + 1)) <= groupCount) {
        length++;
      }
      const number = name === undefined ? Number(digits.slice(0, length) || NaN) : (names.get(name) ?? NaN);
      if (!(number <= groupCount)) {
        throw new Error(`Illegal group reference ${whole}`);
      }
      return group(number) + digits.slice(length);
    },
  );
}

function split(self: string, pattern: string, limit: number): JavaList {
  const parts: string[] = [];
  let from = 0;
  const { expression: separator } = javaPattern(pattern, "g");
  for (const match of boundedMatch(pattern, self.length, () => [...self.matchAll(separator)])) {
    if (limit > 0 && parts.length === limit - 1) {
      break;
    }
    const end = match.index + match[0].length;
    if (end === 0 || (match[0] === "" && match.index === self.length)) {
      continue; // nothing before the first character, and none after the last
    }
    parts.push(self.slice(from, match.index));
    from = end;
  }
  if (parts.length === 0) {
    return new JavaList([self]);
  }
  parts.push(self.slice(from));
  const last = limit === 0 ? parts.findLastIndex((part) => part !== "") : parts.length;
  return new JavaList(parts.slice(0, last + 1));
}

function joined(separator: string, values: JavaValue[]): string {
  const [first] = values;
  return (first instanceof JavaList ? first.items : values).map(textOf).join(separator);
}

/** The conversions of `java.util.Formatter` that texts and numbers take. */
function format(pattern: string, values: JavaValue[]): string {
  let next = 0;
  return pattern.replace(
    /%(?:(\d+)\$)?([-+0, ]*)(\d*)(?:\.(\d+))?(.?)/gs,
    (whole, index: string | undefined, flags: string, width: string, precision: string | undefined, kind: string) => {
      if (kind === "%" || kind === "n") {
        return kind === "%" ? "%" : "\n";
      }
      const value = index === undefined ? values[next++] : values[Number(index) - 1];
      const text = value === undefined ? undefined : converted(value, kind, precision, flags);
      if (text === undefined) {
        throw new Error(`${whole} does not take ${value === undefined ? "a missing argument" : textOf(value)}`);
      }
      if (flags.includes("-")) {
        return text.padEnd(Number(width));
      }
      const sign = /^[+-]/.exec(text)?.[0] ?? "";
      return flags.includes("0")
        ? sign + text.slice(sign.length).padStart(Number(width) - sign.length, "0")
        : text.padStart(Number(width));
    },
  );
}

function converted(value: JavaValue, kind: string, precision: string | undefined, flags: string): string | undefined {
  if (kind === "s" || kind === "S") {
    const text = textOf(value).slice(0, precision === undefined ? undefined : Number(precision));
    return kind === "S" ? text.toUpperCase() : text;
  }
  if (kind === "f") {
    return typeof value === "number" ? signed(value.toFixed(Number(precision ?? 6)), flags) : undefined;
  }
  if (typeof value !== "bigint" || !"dxX".includes(kind)) {
    return undefined;
  }
  if (kind === "d") {
    const digits = flags.includes(",") ? value.toString().replace(/\B(?=(\d{3})+$)/g, ",") : value.toString();
    return signed(digits, flags);
  }
  const hex = BigInt.asUintN(BigInt.asIntN(32, value) === value ? 32 : 64, value).toString(16);
  return kind === "X" ? hex.toUpperCase() : hex;
}

function signed(digits: string, flags: string): string {
  return flags.includes("+") && !digits.startsWith("-") ? `+${digits}` : digits;
}
