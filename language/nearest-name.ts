import { distance } from "fastest-levenshtein";

/** Returns the known name that is the fewest letters away, however far that is; undefined where no name is known. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const meant = name.toLowerCase();
  const [first] = known
    .map((other) => ({ other, letters: distance(meant, other.toLowerCase()) }))
    .sort((left, right) => left.letters - right.letters);
  return first?.other;
}

/**
 * Returns the known name that was most likely meant: one that starts so, otherwise one of which at most two letters or a third
 * differ.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const meant = name.toLowerCase();
  const longer = known.find((other) => meant.length > 2 && other.toLowerCase().startsWith(meant));
  const closest = closestName(name, known);
  const isNear = closest !== undefined && distance(meant, closest.toLowerCase()) <= Math.max(2, closest.length / 3);
  return longer ?? (isNear ? closest : undefined);
}

/**
 * Returns the known word of which one letter is wrong, missing or too many, or whose letters are in another order: two letters of a word as
 * short as `PATCH` make another word.
 */
export function misspeltWord(word: string, known: readonly string[]): string | undefined {
  const letters = (text: string): string => [...text.toUpperCase()].sort().join("");
  const meant = word.toUpperCase();
  return known.find((other) => distance(meant, other.toUpperCase()) === 1 || letters(other) === letters(word));
}
