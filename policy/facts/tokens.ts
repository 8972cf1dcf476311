/** A token of a source text, of Python, Ruby or what no parser reads: a text, a name, or a sign. */
export interface Token {
  kind: "text" | "name" | "sign";
  /** The content of a text, or the token itself. */
  value: string;
  /** The offset of its start. */
  at: number;
}

const TOKEN =
  /[rbfu]{0,2}(?:"""([^]*?)"""|'''([^]*?)''')|[rbfu]{0,2}"((?:\\[^]|[^"\\])*)"|[rbfu]{0,2}'((?:\\[^]|[^'\\])*)'|`((?:\\[^]|[^`\\])*)`|[A-Za-z_$][\w$]*|=>|===?|!==?|[^\s\w]/gi;

/** Returns the tokens of a text without comments. Numbers are left out. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match): Token => {
    const content = match.slice(1).find((group) => group !== undefined);
    const [value] = match;
    return content === undefined
      ? { kind: /^[\w$]/.test(value) ? "name" : "sign", value, at: match.index }
      : { kind: "text", value: content, at: match.index };
  });
}
