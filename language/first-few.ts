/**
 * Returns the first of several texts in a sentence, and how many more there are.
 *
 * @example
 * ```ts
 * firstFew(["dev", "staging", "prod"], 2); // "dev, staging and 1 more"
 * ```
 */
export function firstFew(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  return `${texts.slice(0, most).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}
