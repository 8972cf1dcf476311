import type Module from "node:module";
import type Path from "node:path";
import type WorkerThreads from "node:worker_threads";

/**
 * Returns what stands in for a module; undefined where nothing does.
 *
 * @param from the file that asks for it
 * @param original loads the module itself
 */
type Replacement = (this: void, request: string, from: string, original: () => unknown) => unknown;
type Loader = {
  _load: (this: void, request: string, parent: { filename?: string } | undefined, main: boolean) => unknown;
};

/** The SDK in the program's process, as the parts of the preload touch it. */
export interface Sdk {
  load: NodeJS.Require;
  /** The folder in which it is installed. */
  directory: string;
  /** One of its modules, such as `runtime/state`. */
  part: (name: string) => unknown;
  /** The places in the program of the registrations that are pending. */
  origins: WeakMap<object, { stack?: string }>;
  /** Stand-ins for modules, asked in turn: each further function around Node's own would be one more frame in every stack of `require`. */
  replacements: Replacement[];
  /** The files that the program read itself. */
  read: Set<string>;
}

/**
 * Finds the SDK whose runner this process is; undefined in a worker or a child process that inherited the arguments. What it
 * compiles is kept between runs, as with NODE_COMPILE_CACHE.
 */
export function openSdk(load: NodeJS.Require, cacheDirectory: string): Sdk | undefined {
  const path = load("node:path") as typeof Path;
  const { enableCompileCache } = load("node:module") as typeof Module;
  const { isMainThread } = load("node:worker_threads") as typeof WorkerThreads;
  const isRunner = process.argv.includes("--monitor") || /[\\/]run-policy-pack[\\/]/.test(process.argv[2] ?? "");
  if (!isMainThread || !isRunner) {
    return undefined;
  }
  Error.stackTraceLimit += 10; // a failed `require` has that many frames of Node's own, before the program's
  process.execArgv.splice(0, process.execArgv.indexOf("-r") + 2); // what the program did not ask for
  enableCompileCache?.(cacheDirectory);
  // behind the file that starts it
  const directory = path.resolve(path.dirname(load.resolve(process.argv[2] ?? "")), "../..");
  const part = (name: string): unknown => load(path.join(directory, name));
  const replacements: Replacement[] = [];
  const loader = load("node:module") as unknown as Loader;
  const { _load } = loader;
  loader._load = (request, parent, main) => {
    for (const replacement of replacements) {
      const found = replacement(request, parent?.filename ?? "", () => _load(request, parent, main));
      if (found !== undefined) {
        return found;
      }
    }
    return _load(request, parent, main);
  };
  return { load, directory, part, replacements, origins: new WeakMap(), read: new Set() };
}
