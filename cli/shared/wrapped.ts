import { stripVTControlCharacters } from "node:util";

/**
 * Wraps a line between words. A word that is longer than the line, such as a URL, stays whole.
 *
 * @param indent The number of spaces that further lines begin with.
 */
export function wrapped(line: string, columns: number, indent: number): string {
  if (stripVTControlCharacters(line).length <= columns || columns <= 2 * indent) {
    return line;
  }
  const lines: string[] = [];
  let current = "";
  // the spaces that a line begins with belong to its first word
  for (const word of line.match(/^\s*\S+|\s+\S+/g) ?? []) {
    const width = stripVTControlCharacters(current + word).length;
    if (current.trim() !== "" && width > columns) {
      lines.push(current);
      current = `${" ".repeat(indent)}${word.trimStart()}`;
    } else {
      current += word;
    }
  }
  return [...lines, current].join("\n");
}
