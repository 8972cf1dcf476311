import { boundedMatch } from "../shared/bounded-match";

/**
 * Returns whether a pattern of a schema matches a part of the text.
 *
 * @throws SlowPatternError where the match takes too long
 */
export function fits(pattern: string, text: string): boolean {
  const expression = new RegExp(pattern);
  return boundedMatch(pattern, text.length, () => expression.test(text));
}
