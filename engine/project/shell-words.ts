/** A word's part: in single quotes, in double quotes, a character after a backslash, or anything else but white space. */
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gs;

/**
 * Returns the words of a text as a shell splits them, a comment at its end left out: Pulumi's language host splits `nodeargs` so.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let end = -1;
  for (const match of text.matchAll(PART)) {
    const [whole, single, double, escaped, plain] = match;
    const startsWord = match.index !== end;
    if (startsWord && plain?.startsWith("#") === true) {
      break;
    }
    const part = single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? plain ?? "";
    words.push(startsWord ? part : `${words.pop() ?? ""}${part}`);
    end = match.index + whole.length;
  }
  return words;
}
