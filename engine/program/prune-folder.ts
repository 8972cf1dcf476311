import type Fs from "node:fs";
import type Path from "node:path";

/** The limits of a folder of files that can be made again. */
export interface FolderLimits {
  /** Files that nobody has used for so long are deleted. */
  lifeMs: number;
  /** Of more than this, those that were used last are kept. */
  bytes: number;
  /** Files that were used within this time are kept in any case: somebody may be about to read them. */
  recentMs: number;
  /** Folders in it that are left alone. */
  except: string[];
}

/**
 * Deletes files of a folder that nobody has used for long, then the oldest where it is too large, and folders that are empty.
 *
 * It may use nothing but its parameters: a thread of its own has it as text.
 */
export function pruneFolder(load: NodeJS.Require, folder: string, limits: FolderLimits, now: number): void {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const kept: { file: string; bytes: number; age: number }[] = [];
  let bytes = 0;

  /** Another process may be at it too. */
  function attempt(action: () => void): void {
    try {
      action();
    } catch {
      // there is nothing to delete any more, or it is in use again
    }
  }

  function visit(directory: string): void {
    for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
      const file = path.join(directory, entry.name);
      if (entry.isFile()) {
        attempt(() => visitFile(file));
      } else if (entry.isDirectory() && !limits.except.includes(path.relative(folder, file))) {
        attempt(() => visit(file));
        attempt(() => removeEmpty(file));
      }
    }
  }

  function visitFile(file: string): void {
    const { size, mtimeMs, atimeMs } = fs.statSync(file);
    const age = now - Math.max(mtimeMs, atimeMs);
    if (age >= limits.lifeMs) {
      fs.rmSync(file);
    } else {
      kept.push({ file, bytes: size, age });
      bytes += size;
    }
  }

  function removeEmpty(directory: string): void {
    if (now - fs.statSync(directory).mtimeMs >= limits.recentMs) {
      fs.rmdirSync(directory);
    }
  }

  attempt(() => visit(folder));
  for (const { file, bytes: size, age } of kept.sort((one, other) => other.age - one.age)) {
    if (bytes <= limits.bytes || age < limits.recentMs) {
      return;
    }
    attempt(() => fs.rmSync(file));
    bytes -= size;
  }
}
