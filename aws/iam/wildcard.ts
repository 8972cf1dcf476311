/**
 * Returns whether a text matches an IAM pattern: `*` stands for any run of characters, slashes too, and `?` for one. A regular
 * expression of many stars would take for ever on a text that nearly matches, and a handler's policy may have them.
 */
export function wildcardMatch(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  // where the last star is, and where the text after its run starts: a run is made longer where what follows does not match
  let [star, afterRun] = [-1, 0];
  while (inText < text.length) {
    const expected = pattern[inPattern];
    if (expected === "*") {
      star = inPattern++;
      afterRun = inText;
    } else if (expected === "?" || expected === text[inText]) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++afterRun;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
