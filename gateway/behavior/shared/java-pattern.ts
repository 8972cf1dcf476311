import { boundedMatch } from "./bounded-match";
import { type TranslatedPattern, translateJavaPattern } from "../../../aws/java-pattern/translation";

/** A pattern of Java's, which API Gateway evaluates, as JavaScript has it. */
export interface JavaPattern extends Omit<TranslatedPattern, "source"> {
  expression: RegExp;
}

/** By flags and pattern. A program has few of them, and a request may match some. */
const compiled = new Map<string, JavaPattern>();
const MOST_COMPILED = 1_000;

/**
 * Returns a pattern of Java's as JavaScript's.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 *
 * @param flags `g` and `y` are the expression's own, others are the pattern's, as in `(?s)`.
 * @throws SyntaxError where the pattern is not valid
 */
export function javaPattern(text: string, flags = ""): JavaPattern {
  return compile(text, flags, false);
}

/**
 * Returns whether a pattern of Java's matches the whole text, as `Matcher.matches` has it.
 *
 * @throws SyntaxError where the pattern is not valid
 * @throws SlowPatternError where the match takes too long
 */
export function matchesWhole(pattern: string, text: string, flags = ""): boolean {
  const { expression } = compile(pattern, flags, true);
  return boundedMatch(pattern, text.length, () => expression.test(text));
}

function compile(text: string, flags: string, isWhole: boolean): JavaPattern {
  const key = `${isWhole ? "whole" : ""}/${flags}/${text}`;
  const known = compiled.get(key);
  if (known !== undefined) {
    known.expression.lastIndex = 0;
    return known;
  }
  const { source, ...groups } = translateJavaPattern(text, flags.replace(/[gy]/g, ""));
  const whole = isWhole ? `^(?:${source})$` : source;
  const made = { expression: new RegExp(whole, `v${flags.replace(/[^gy]/g, "")}`), ...groups };
  if (compiled.size === MOST_COMPILED) {
    compiled.clear(); // templates can make patterns of payloads
  }
  compiled.set(key, made);
  return made;
}
