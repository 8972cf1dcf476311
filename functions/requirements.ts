import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Target } from "./target-platform";

/** Changes when the packages of the same requirements would be unpacked in another way. */
const VERSION = 1;

/**
 * Returns a name for the packages of a requirements file, other files that it includes, and a target; this machine without one.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function requirementsDigest(file: string, target: Target | undefined): string {
  const hash = createHash("sha256");
  const here = target ?? { runtime: "this machine", architecture: `${process.platform} ${process.arch}` };
  hash.update(JSON.stringify([VERSION, here.runtime, here.architecture]));
  const seen = new Set<string>();
  const add = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) {
      return; // pip reports what is missing
    }
    seen.add(path);
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    hash.update(`${seen.size}\n${text}`);
    for (const [, included = ""] of text.matchAll(/^\s*(?:-r|-c|--requirement|--constraint)[\s=]\s*(\S+)/gm)) {
      add(join(dirname(path), included));
    }
  };
  add(file);
  return hash.digest("hex").slice(0, 32);
}
