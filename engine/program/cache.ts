import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, platform, tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { Worker } from "node:worker_threads";
import { statsOf } from "../../language/stats-of";
import { type FolderLimits, pruneFolder } from "./prune-folder";

/**
 * Returns the per-user folder for what makes the next run faster: it may be deleted at any time. A folder that can't be written
 * to is replaced by one in the temporary folder, which other users can write to as well: only one that is ours alone is used,
 * since code from it runs.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv): string {
  const home = cacheHome(environment);
  // HOME may be empty
  const preferred = isAbsolute(home) ? [join(home, "gatewright")] : [];
  const shared = join(tmpdir(), `gatewright-${process.getuid?.() ?? "cache"}`);
  return (
    [...preferred, shared].find((directory) => isUsable(directory, directory === shared)) ??
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
    makeFolder(directory);
    accessSync(directory, constants.W_OK | constants.X_OK);
    return !oursAlone || isOursAlone(directory);
  } catch {
    return false;
  }
}

/** Makes a folder and those above it. Node's own `recursive` loops for ever in /proc, where a folder exists and none can be made. */
function makeFolder(path: string): void {
  if (statsOf(path)?.isDirectory() !== true) {
    makeFolder(dirname(path));
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch {
      // another process was first, or the folder is still not there to access
    }
  }
}

const WRITABLE_BY_OTHERS = 0o022;

function isOursAlone(directory: string): boolean {
  const found = lstatSync(directory);
  const owner = process.getuid?.();
  return owner === undefined || (found.isDirectory() && found.uid === owner && (found.mode & WRITABLE_BY_OTHERS) === 0);
}

const DAY_MS = 24 * 60 * 60 * 1000;

const LIMITS: FolderLimits = {
  lifeMs: 30 * DAY_MS,
  bytes: 200 * 1024 * 1024,
  recentMs: DAY_MS,
  // the scripts that the process which is about to start loads: few, and small
  except: ["node_modules"],
};

/**
 * Deletes what nobody has used for 30 days, and the oldest where the folder is too large; looks once a day. Thousands of files may be in it:
 * a thread of its own looks, which keeps no process from ending.
 */
export function pruneCache(directory: string, now = Date.now(), limits = LIMITS): Worker | undefined {
  const marker = join(directory, "pruned");
  try {
    if (now - (statsOf(marker)?.mtimeMs ?? 0) < DAY_MS) {
      return undefined;
    }
    writeFileSync(marker, "");
    const call = [directory, limits, now].map((value) => JSON.stringify(value)).join(", ");
    const thread = new Worker(`(${pruneFolder.toString()})(require, ${call})`, { eval: true, execArgv: [] });
    thread.on("error", () => undefined);
    thread.unref();
    return thread;
  } catch {
    return undefined; // the folder can't be read or written
  }
}
