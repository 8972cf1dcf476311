/** Something that needs a label of its own among an API's children. */
export interface Labelled {
  /** What it would be called by itself: the name that the user gave, the function's name, the host. */
  preferred: string;
  /** A hash of its plain values. */
  hash: string;
  /** The key of the first route that uses it. */
  firstUse: string;
}

/**
 * A label for each item, in order. The first of a name has the name alone; a later one has what sets it apart after it, so
 * that another order of the routes does not rename it.
 */
export function uniqueLabels(items: readonly Labelled[]): string[] {
  const taken = new Set<string>();
  return items.map((item) => {
    const candidates = [item.preferred, `${item.preferred}-${item.hash}`, `${item.preferred}-${item.firstUse}`];
    const label = candidates.find((candidate) => !taken.has(candidate)) ?? `${candidates[2]}-${taken.size}`;
    taken.add(label);
    return label;
  });
}
