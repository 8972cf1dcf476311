import { javaScriptSyntax } from "./javascript-syntax";
import { LONGEST_PARSED, moduleExports } from "./module-exports";

/**
 * Returns the names that a bundle of esbuild exports, read from its text and never by running it; undefined where they are known only
 * once it runs.
 *
 * esbuild lists the exports of an ES module at the end of its bundle, for CommonJS in a line that never runs:
 * https://esbuild.github.io/api/#format-commonjs. A CommonJS source has neither, and is parsed.
 */
export function exportedNames(code: string, format: "cjs" | "esm"): string[] | undefined {
  return listedNames(code, format) ?? parsedNames(code);
}

function listedNames(code: string, format: "cjs" | "esm"): string[] | undefined {
  if (format === "esm") {
    return /^export\s*\*/m.test(code)
      ? undefined
      : names(/\bexport\s*\{([^{}]*)\};?\s*(?:\/\/#.*\s*)*$/.exec(code)?.[1]);
  }
  return names(/(?:^|[\n;},])\s*0\s*&&\s*\(module\.exports\s*=\s*\{([^{}]*)\}\s*\)/.exec(code)?.[1]);
}

function names(list: string | undefined): string[] | undefined {
  return list === undefined || list.includes("...")
    ? undefined
    : list
        .split(",")
        .map((item) =>
          item
            .trim()
            .replace(/^.*\sas\s+/, "")
            .replace(/\s*:.*$/s, ""),
        )
        .filter((name) => name !== "");
}

function parsedNames(code: string): string[] | undefined {
  const syntax = code.length > LONGEST_PARSED ? undefined : javaScriptSyntax(code);
  return syntax && moduleExports(syntax);
}
