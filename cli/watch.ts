import { basename, extname } from "node:path";
import type { FSWatcher } from "chokidar";

/** What a program is made of: its code, handlers in any runtime that is served locally, and its config. */
const watchedExtensions = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", ".yaml", ".yml", ".py"]);
const ignoredFolders = new Set(["node_modules", "dist", "bin", "__pycache__"]);
/** Editors write a file in several steps; an evaluation waits until they are through. */
const settleMs = 80;

/** Calls `changed` after the project's files changed, never twice at once: a change during a call brings one more call. */
export async function watchProject(directory: string, changed: () => Promise<void>): Promise<FSWatcher> {
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
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await changed();
    } while (again);
    running = false;
  };
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), settleMs);
  });
  await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  return watcher;
}
