import { boundedMatch } from "./bounded-match";
import { ownValue } from "../../../language/own-value";

/** The characters of Java's POSIX classes as JavaScript writes them in a class. */
const POSIX: Readonly<Record<string, string>> = {
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Upper: "A-Z",
  Lower: "a-z",
  Space: "\\s",
  Blank: " \\t",
  Punct: "!-\\/:-@\\[-`{-~",
  XDigit: "0-9a-fA-F",
};

/** Escapes that JavaScript lacks; those of a place hold outside of classes only. */
const ESCAPES: Readonly<Record<string, string>> = { "\\A": "^", "\\z": "$", "\\Z": "$", "\\h": "[ \\t]" };

const INLINE_FLAGS = /^\(\?([imsud]+)\)/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\+/;

/**
 * Returns a pattern of Java's, which API Gateway evaluates, as JavaScript's: inline flags such as `(?i)` and `(?s)` hold for all of
 * it, and quotes, POSIX classes and possessive quantifiers are written out.
 * https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 *
 * @throws SyntaxError where the pattern is not valid
 */
export function javaPattern(text: string, flags = ""): RegExp {
  const { source, inline } = translated(text);
  return new RegExp(source, [...new Set(flags + inline)].join(""));
}

/** Returns the source of a pattern as JavaScript writes it, and the flags that stand in it. */
function translated(text: string): { source: string; inline: string } {
  let source = "";
  let inline = "";
  let isInClass = false;
  let at = 0;
  const take = (length: number, written: string): void => {
    source += written;
    at += length;
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const [quoted, content = ""] = /^\\Q(.*?)(?:\\E|$)/s.exec(rest) ?? [];
    const [property, name = ""] = /^\\p\{(\w+)\}/.exec(rest) ?? [];
    const [group, letters = ""] = INLINE_FLAGS.exec(rest) ?? [];
    const possessive = QUANTIFIER.exec(rest)?.[0];
    const characters = ownValue(POSIX, name);
    if (quoted !== undefined) {
      take(quoted.length, content.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
    } else if (property !== undefined && characters !== undefined) {
      take(property.length, isInClass ? characters : `[${characters}]`);
    } else if (rest.startsWith("\\")) {
      take(2, (isInClass ? undefined : ESCAPES[rest.slice(0, 2)]) ?? rest.slice(0, 2));
    } else if (isInClass) {
      isInClass = !rest.startsWith("]");
      take(1, rest.slice(0, 1));
    } else if (group !== undefined) {
      inline += letters.replace(/[ud]/g, "");
      take(group.length, "");
    } else if (rest.startsWith("(?>")) {
      take(3, "(?:");
    } else if (possessive !== undefined) {
      take(possessive.length, possessive.slice(0, -1));
    } else {
      const opened = /^\[\^?\]?/.exec(rest)?.[0];
      isInClass = opened !== undefined;
      // what stands first in a class does not end it
      take(opened?.length ?? 1, opened?.replace("]", "\\]") ?? rest.slice(0, 1));
    }
  }
  return { source, inline };
}

/**
 * Returns whether a pattern of Java's matches the whole text, as `Matcher.matches` has it.
 *
 * @throws SlowPatternError where the match takes too long
 */
export function matchesWhole(pattern: string, text: string, flags = ""): boolean {
  const { source, inline } = translated(pattern);
  const whole = new RegExp(`^(?:${source})$`, [...new Set(flags + inline)].join(""));
  return boundedMatch(pattern, text.length, () => whole.test(text));
}
