/**
 * Returns whether a text matches an IAM pattern: `*` stands for any run of characters, slashes too, and `?` for one. A regular
 * expression of many stars would take for ever on a text that nearly matches, and a handler's policy may have them.
 *
 * @param literals Specifies the places of the pattern's characters that stand for themselves.
 */
export function wildcardMatch(pattern: string, text: string, literals?: ReadonlySet<number>): boolean {
  const isWildcard = (place: number): boolean => literals?.has(place) !== true;
  let [inPattern, inText] = [0, 0];
  // where the last star is, and where the text after its run starts: a run is made longer where what follows does not match
  let [star, afterRun] = [-1, 0];
  while (inText < text.length) {
    const expected = pattern[inPattern];
    if (expected === "*" && isWildcard(inPattern)) {
      star = inPattern++;
      afterRun = inText;
    } else if (expected === text[inText] || (expected === "?" && isWildcard(inPattern))) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++afterRun;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*" && isWildcard(inPattern)) {
    inPattern++;
  }
  return inPattern === pattern.length;
}
