import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, platform, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Returns the per-user folder for what makes the next run faster: it may be deleted at any time. A folder that can't be written
 * to is replaced by one in the temporary folder, which other users can write to as well: only one that is ours alone is used,
 * since code from it runs.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv): string {
  const preferred = join(cacheHome(environment), "gatewright");
  const shared = join(tmpdir(), `gatewright-${process.getuid?.() ?? "cache"}`);
  return (
    [preferred, shared].find((directory) => isUsable(directory, directory === shared)) ??
    mkdtempSync(join(tmpdir(), "gatewright-cache-"))
  );
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ which ignores an empty or relative XDG_CACHE_HOME */
function cacheHome({ XDG_CACHE_HOME = "", LOCALAPPDATA = "" }: NodeJS.ProcessEnv): string {
  if (isAbsolute(XDG_CACHE_HOME)) {
    return XDG_CACHE_HOME;
  }
  const fallback = platform() === "darwin" ? join("Library", "Caches") : ".cache";
  return platform() === "win32" && LOCALAPPDATA !== "" ? LOCALAPPDATA : join(homedir(), fallback);
}

function isUsable(directory: string, oursAlone: boolean): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
    return !oursAlone || isOursAlone(directory);
  } catch {
    return false;
  }
}

const WRITABLE_BY_OTHERS = 0o022;

function isOursAlone(directory: string): boolean {
  const found = lstatSync(directory);
  const owner = process.getuid?.();
  return owner === undefined || (found.isDirectory() && found.uid === owner && (found.mode & WRITABLE_BY_OTHERS) === 0);
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_MS = 30 * DAY_MS;

/** Deletes what was written 30 days ago or earlier; looks once a day. */
export function pruneCache(directory: string, now = Date.now()): void {
  const marker = join(directory, "pruned");
  const ageOf = (file: string): number => now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (ageOf(marker) < DAY_MS) {
    return;
  }
  try {
    writeFileSync(marker, "");
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && ageOf(file) >= LIFE_MS) {
        rmSync(file, { force: true });
      }
    }
  } catch {
    // another process was there first, or the folder can't be written
  }
}
