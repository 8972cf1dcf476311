import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync, existsSync } from "node:fs";
import { homedir, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { preload } from "./preload";
import { keepTranspiled } from "./transpile-cache";

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

/** Puts the preload where the program's process can load it; its name follows its content, so that versions don't meet. */
export function preloadFile(directory: string): string {
  // its frames count as a package's, not as the program's own; Node loops for ever on a file directly in node_modules
  const folder = join(directory, "node_modules", "gatewright");
  mkdirSync(folder, { recursive: true });
  const call = (run: (load: NodeJS.Require, cache: string) => void, cache: string): string =>
    `(${run.toString()})(require, ${JSON.stringify(join(directory, cache))});\n`;
  const text = `"use strict";\n${call(preload, "compiled")}${call(keepTranspiled, "transpiled")}`;
  const path = join(folder, `preload-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.js`);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path); // several stages may start at once
  }
  return path;
}
