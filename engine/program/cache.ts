import { mkdirSync } from "node:fs";
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
