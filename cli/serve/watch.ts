import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import type { FSWatcher } from "chokidar";
import { Runs } from "./runs";

/** The files that a program is made of: its code, handlers in any runtime that is served locally, and its config. */
const watchedExtensions = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", ".yaml", ".yml", ".py"]);
/** The packages of Python handlers. */
const watchedNames = /^requirements.*\.txt$/;
const ignoredFolders = new Set(["node_modules", "dist", "bin", "__pycache__"]);
/**
 * Editors write a file in several steps; an evaluation waits until they are through. Longer than the 50 ms after a change in which chokidar
 * reports no further one of the same file: the evaluation reads what was written in that time.
 */
const settleMs = 60;
/** Milliseconds between two looks whether the folder is still the one that is watched. */
const presenceMs = 1_000;

export interface ProjectWatch {
  /** Stops the call under way, too, and waits for its end. */
  close(): Promise<void>;
}

/**
 * Calls `changed` after the project's files changed, with those that did since its last call, never twice at once. A change during a call brings one more call, and stops the
 * one under way by its signal: it may be of a program that never ends. A folder that was moved away is watched again once it is back.
 *
 * @param log Takes what keeps files from being watched, such as a limit of the system.
 */
export async function watchProject(
  directory: string,
  changed: (signal: AbortSignal, paths: ReadonlySet<string>) => Promise<void>,
  log: (line: string) => void = () => undefined,
): Promise<ProjectWatch> {
  let paths = new Set<string>();
  const runs = new Runs((signal) => {
    const seen = paths;
    paths = new Set();
    return changed(signal, seen);
  });
  const contents = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let stop = false;
  const onChange = (path: string): void => {
    const content = contentOf(path);
    // a program that writes one of its files anew whenever it runs must not stop itself for ever
    stop ||= contents.get(path) !== content;
    contents.set(path, content);
    paths.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      runs.request(stop);
      stop = false;
    }, settleMs);
  };
  let watched = identityOf(directory);
  let watcher = openWatcher(directory, onChange, log);
  await watcher;
  const presence = setInterval(() => {
    const found = identityOf(directory);
    if (found !== watched && found !== undefined) {
      const before = watcher;
      watcher = before.then(async (old) => {
        await old.close();
        const reopened = await openWatcher(directory, onChange, log);
        // only now is no later change missed
        onChange(directory);
        return reopened;
      });
    }
    watched = found;
  }, presenceMs);
  return {
    close: async () => {
      clearInterval(presence);
      clearTimeout(timer);
      await Promise.all([runs.end(), watcher.then((open) => open.close())]);
    },
  };
}

async function openWatcher(
  directory: string,
  onChange: (path: string) => void,
  log: (line: string) => void,
): Promise<FSWatcher> {
  const { watch } = await import("chokidar");
  const watcher = watch(directory, {
    ignoreInitial: true,
    ignored: (path, stats) => {
      const name = basename(path);
      if (path !== directory && (name.startsWith(".") || ignoredFolders.has(name))) {
        return true;
      }
      return stats?.isFile() === true && !watchedExtensions.has(extname(path)) && !watchedNames.test(name);
    },
  });
  watcher.on("all", (_event, path) => onChange(path));
  watcher.on("error", (error) =>
    log(`Not all files can be watched: ${error instanceof Error ? error.message : String(error)}`),
  );
  await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  return watcher;
}

/** Returns what tells a folder from another one at its path; undefined if no folder exists. */
function identityOf(directory: string): string | undefined {
  try {
    const { dev, ino } = statSync(directory, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/** Returns what tells one content of a file from another; empty for what is gone, or is a folder. */
function contentOf(path: string): string {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("base64");
  } catch {
    return "";
  }
}
