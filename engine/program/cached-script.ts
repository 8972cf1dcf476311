import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EvaluationError } from "../evaluation-error";
import { statsOf } from "../../language/stats-of";

/**
 * Puts a script where another process can load it, and returns its path. The name follows from the content, so that versions don't meet.
 *
 * @param directory The cache's.
 * @throws EvaluationError where it can't be written, as on a full disk
 */
export function cachedScript(directory: string, name: string, text: string): string {
  // its frames count as a package's, not as the program's own; Node loops for ever on a file directly in node_modules
  const folder = join(directory, "node_modules", "gatewright");
  const path = join(folder, `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.js`);
  if (!holds(path, text)) {
    const draft = `${path}.${process.pid}`;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(draft, text);
      if (statsOf(path)?.isDirectory()) {
        rmSync(path, { recursive: true });
      }
      renameSync(draft, path); // several stacks may start at once
    } catch (error) {
      if (statsOf(draft)) {
        rmSync(draft); // cut off by a full disk
      }
      throw new EvaluationError(
        `The cache folder ${directory} cannot be written to: ${error instanceof Error ? error.message : String(error)}. ` +
          "Free space there, or set XDG_CACHE_HOME to another folder.",
      );
    }
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
