/**
 * Returns the names that a bundle of esbuild exports, read from its text and never by running it; undefined where they are known only
 * once it runs, as those of CommonJS sources are.
 *
 * esbuild names the exports of a CommonJS bundle in a line that never runs, for tools such as Node.js itself:
 * https://esbuild.github.io/api/#format-commonjs
 */
export function exportedNames(code: string, format: "cjs" | "esm"): string[] | undefined {
  if (format === "esm") {
    return /^export\s*\*/m.test(code)
      ? undefined
      : names(/\bexport\s*\{([^{}]*)\};?\s*(?:\/\/#.*\s*)*$/.exec(code)?.[1]);
  }
  return names(/(?:^|[\n;},])\s*0\s*&&\s*\(module\.exports\s*=\s*\{([^{}]*)\}\s*\)/.exec(code)?.[1]);
}

/** A default export is no handler; alone, it is what a CommonJS source becomes, whose own names are unknown. */
function names(list: string | undefined): string[] | undefined {
  if (list === undefined || list.includes("...")) {
    return undefined;
  }
  const found = list
    .split(",")
    .map((item) =>
      item
        .trim()
        .replace(/^.*\sas\s+/, "")
        .replace(/\s*:.*$/s, ""),
    )
    .filter((name) => name !== "" && name !== "default");
  return found.length === 0 ? undefined : found;
}
