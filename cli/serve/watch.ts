import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import type { FSWatcher } from "chokidar";

/** The files that a program is made of: its code, handlers in any runtime that is served locally, and its config. */
const watchedExtensions = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", ".yaml", ".yml", ".py"]);
const ignoredFolders = new Set(["node_modules", "dist", "bin", "__pycache__"]);
/** Editors write a file in several steps; an evaluation waits until they are through. */
const settleMs = 80;

/**
 * Calls `changed` after the project's files changed, never twice at once. A change during a call brings one more call, and stops the
 * one under way by its signal: it may be of a program that never ends.
 */
export async function watchProject(
  directory: string,
  changed: (signal: AbortSignal) => Promise<void>,
): Promise<FSWatcher> {
  const { watch } = await import("chokidar");
  const watcher = watch(directory, {
    ignoreInitial: true,
    ignored: (path, stats) => {
      const name = basename(path);
      if (path !== directory && (name.startsWith(".") || ignoredFolders.has(name))) {
        return true;
      }
      return stats?.isFile() === true && !watchedExtensions.has(extname(path));
    },
  });
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | undefined;
  let again = false;
  const run = async (stop: boolean): Promise<void> => {
    again = true;
    if (running !== undefined) {
      if (stop) {
        running.abort();
      }
      return;
    }
    while (again) {
      again = false;
      running = new AbortController();
      await changed(running.signal);
    }
    running = undefined;
  };
  const contents = new Map<string, string>();
  let stop = false;
  watcher.on("all", (_event, path) => {
    const content = contentOf(path);
    // a program that writes one of its files anew whenever it runs must not stop itself for ever
    stop ||= contents.get(path) !== content;
    contents.set(path, content);
    clearTimeout(timer);
    timer = setTimeout(() => {
      void run(stop);
      stop = false;
    }, settleMs);
  });
  await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  return watcher;
}

/** Returns what tells one content of a file from another; empty for what is gone, or is a folder. */
function contentOf(path: string): string {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("base64");
  } catch {
    return "";
  }
}
