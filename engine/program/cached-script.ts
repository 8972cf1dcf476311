import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Puts a script where another process can load it, and returns its path. The name follows from the content, so that versions don't meet.
 *
 * @param directory The cache's.
 */
export function cachedScript(directory: string, name: string, text: string): string {
  // its frames count as a package's, not as the program's own; Node loops for ever on a file directly in node_modules
  const folder = join(directory, "node_modules", "gatewright");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.js`);
  if (!holds(path, text)) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      rmSync(path, { recursive: true });
    }
    renameSync(draft, path); // several stacks may start at once
  }
  return path;
}

/** Returns whether a file holds a text, and not what a full disk or somebody else left of it: it is run. */
function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}
