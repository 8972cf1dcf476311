import { ownValue } from "../../language/own-value";

/*
 * The sets of characters of Java's patterns, in JavaScript's words for its mode of sets, `v`.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */

const HORIZONTAL = "[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]";
const VERTICAL = "[\\n\\v\\f\\r\\u0085\\u2028\\u2029]";
const SPACE = "[ \\t\\n\\v\\f\\r]";

/** The escapes that stand for a set, by the letter after the backslash. */
export const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  d: "[0-9]",
  D: "[^0-9]",
  w: "[a-zA-Z0-9_]",
  W: "[^a-zA-Z0-9_]",
  s: SPACE,
  S: `[^${SPACE}]`,
  h: HORIZONTAL,
  H: `[^${HORIZONTAL}]`,
  v: VERTICAL,
  V: `[^${VERTICAL}]`,
};

/** POSIX's classes and Java's own. */
const NAMED: Readonly<Record<string, string>> = {
  Lower: "[a-z]",
  Upper: "[A-Z]",
  ASCII: "[\\x00-\\x7f]",
  Alpha: "[a-zA-Z]",
  Digit: "[0-9]",
  Alnum: "[a-zA-Z0-9]",
  Punct: "[!-\\/:-@\\[-`\\{-~]",
  Graph: "[!-~]",
  Print: "[ -~]",
  Blank: "[ \\t]",
  Cntrl: "[\\x00-\\x1f\\x7f]",
  XDigit: "[0-9a-fA-F]",
  Space: SPACE,
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaAlphabetic: "\\p{Alphabetic}",
  javaLetter: "\\p{L}",
  javaDigit: "\\p{Nd}",
  javaLetterOrDigit: "[\\p{L}\\p{Nd}]",
  javaWhitespace: "[\\t-\\r\\x1c-\\x1f[\\p{Z}--[\\u00a0\\u2007\\u202f]]]",
  L1: "[\\x00-\\xff]",
  all: "[\\s\\S]",
};

/** Unicode's properties by their names after `Is`, in small letters. */
const BINARY: Readonly<Record<string, string>> = {
  alphabetic: "Alphabetic",
  ideographic: "Ideographic",
  letter: "L",
  lowercase: "Lowercase",
  uppercase: "Uppercase",
  titlecase: "Lt",
  punctuation: "P",
  control: "Cc",
  white_space: "White_Space",
  whitespace: "White_Space",
  digit: "Nd",
  hex_digit: "Hex_Digit",
  assigned: "Assigned",
};

/** Returns the set of `\p{name}`; undefined where it is none, or a block of Unicode's, which JavaScript does not have. */
export function characterProperty(name: string): string | undefined {
  const named = ownValue(NAMED, name);
  if (named !== undefined) {
    return named;
  }
  const [, key, value] = /^(?:(\w+)=)?(\w+)$/.exec(name) ?? [];
  const bare = value?.replace(/^Is/i, "") ?? "";
  const binary = bare === value ? undefined : ownValue(BINARY, bare.toLowerCase());
  const category = /^(?:L[ultmo]?|LC|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)$/.test(bare);
  const isScript = key === undefined ? bare !== value : /^(?:script|sc)$/i.test(key);
  const set = binary ?? (category ? bare : isScript ? `Script=${bare}` : "");
  try {
    new RegExp(`\\p{${set}}`, "v");
    return `\\p{${set}}`;
  } catch {
    return undefined;
  }
}

/** Returns a character by itself, in a class or outside of one. Without case it is both letters, of ASCII's alone. */
export function characterText(char: string, isCaseless: boolean): string {
  if (/^[a-zA-Z]$/.test(char)) {
    return isCaseless ? `[${char.toLowerCase()}${char.toUpperCase()}]` : char;
  }
  return /^[0-9_ ]$/.test(char) ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Returns the set of the characters from one to another. */
export function characterRange(from: number, to: number, isCaseless: boolean): string {
  const range = (start: number, end: number): string =>
    start > end ? "" : `\\u{${start.toString(16)}}-\\u{${end.toString(16)}}`;
  const small = isCaseless ? range(Math.max(from, 65) + 32, Math.min(to, 90) + 32) : "";
  const large = isCaseless ? range(Math.max(from, 97) - 32, Math.min(to, 122) - 32) : "";
  return `[${range(from, to)}${small}${large}]`;
}
