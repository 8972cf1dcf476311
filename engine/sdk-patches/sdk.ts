import type Module from "node:module";
import type Path from "node:path";
import type WorkerThreads from "node:worker_threads";

/** The SDK in the program's process, as the parts of the preload touch it. */
export interface Sdk {
  load: NodeJS.Require;
  /** The folder in which it is installed. */
  directory: string;
  /** One of its modules, such as `runtime/state`. */
  part: (name: string) => unknown;
  /** The places in the program of the registrations that are pending. */
  origins: WeakMap<object, { stack?: string }>;
}

/**
 * Finds the SDK whose runner this process is; undefined in a worker or a child process that inherited the arguments. What it
 * compiles is kept between runs, as with NODE_COMPILE_CACHE.
 */
export function openSdk(load: NodeJS.Require, cacheDirectory: string): Sdk | undefined {
  const path = load("node:path") as typeof Path;
  const { enableCompileCache } = load("node:module") as typeof Module;
  const { isMainThread } = load("node:worker_threads") as typeof WorkerThreads;
  if (!isMainThread || !process.argv.includes("--monitor")) {
    return undefined;
  }
  process.execArgv.splice(0, process.execArgv.indexOf("-r") + 2); // what the program did not ask for
  enableCompileCache?.(cacheDirectory);
  // behind the file that starts it
  const directory = path.resolve(path.dirname(load.resolve(process.argv[2] ?? "")), "../..");
  const part = (name: string): unknown => load(path.join(directory, name));
  return { load, directory, part, origins: new WeakMap() };
}
