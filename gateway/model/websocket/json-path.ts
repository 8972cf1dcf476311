/** What a path such as `action`, `items[0].name` or `['a-b'].c` finds in a value; undefined where there is nothing. */
export function readPath(value: unknown, path: string): unknown {
  let found = value;
  for (const [, name, index, quoted] of path.matchAll(/\.?([^.[\]]+)|\[(\d+)\]|\[['"]([^'"]+)['"]\]/g)) {
    const key = name ?? index ?? quoted ?? "";
    found = typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  }
  return found;
}
