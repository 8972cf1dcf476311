/**
 * Returns the same text. V8 keeps what `+` and templates make as a tree of its parts, and copies them part by part each time that
 * another text is made of it; this one is copied as a whole. It is worth it for texts that are kept and used often.
 *
 * @example
 * ```ts
 * inOnePiece(`"name":${quoted(name)}`); // "\"name\":\"orders\""
 * ```
 */
export function inOnePiece(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
