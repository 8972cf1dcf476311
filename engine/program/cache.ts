import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, platform, tmpdir } from "node:os";
import { join } from "node:path";

/** The per-user folder for what makes the next run faster: it may be deleted at any time. */
export function cacheDirectory(environment: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const home = platform() === "win32" ? LOCALAPPDATA : platform() === "darwin" ? "Library/Caches" : ".cache";
  const preferred = join(XDG_CACHE_HOME ?? join(homedir(), home ?? ".cache"), "gatewright");
  try {
    mkdirSync(preferred, { recursive: true });
    return preferred;
  } catch {
    const fallback = join(tmpdir(), `gatewright-${process.getuid?.() ?? "cache"}`); // a home that can't be written to
    mkdirSync(fallback, { recursive: true, mode: 0o700 });
    return fallback;
  }
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
