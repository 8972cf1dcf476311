import type Fs from "node:fs";
import type Path from "node:path";
import type { TsNodeService } from "./keep-transpiled";
import type { KeptProgram, Registration } from "./load-kept";
import type { Sdk } from "./sdk";
import type { KeptTexts } from "./kept-texts";

interface TsUtils {
  loadTypeScriptCompilerOptions: (this: void, file: string) => unknown;
  typeScriptRequireStrings: (this: void) => { typescriptRequire: string; tsnodeRequire: string };
}
type RegisteredService = TsNodeService & {
  options: Record<string, unknown>;
  extensions: { compiled: string[] };
  configFilePath?: string;
};
interface TsNode {
  register: (this: void, options: object) => RegisteredService;
}

/**
 * Registers ts-node at the first file whose JavaScript isn't kept. Until then neither ts-node nor TypeScript is loaded: what a
 * registration found out, and the files that it read for that, are kept as well.
 *
 * Programs that set anything of ts-node but the compiler's options, and those of ES modules, register it at their start. Of a policy pack, whose
 * types are checked, no JavaScript is kept: it registers ts-node at its first file in TypeScript, and a bundled one not at all.
 */
export function registerLater(
  { load, part, directory, replacements }: Sdk,
  transpiled: KeptTexts,
  store: KeptTexts,
  loadKept: (this: void, program: KeptProgram) => void,
): void {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const tsutils = part("tsutils") as TsUtils;
  const { loadTypeScriptCompilerOptions, typeScriptRequireStrings } = tsutils;
  const runners = ["run", "run-policy-pack"].map((runner) => path.join(directory, "cmd", runner, "run.js"));
  const resolve = (name: string): string => load.resolve(name, { paths: [directory] });
  const versionOf = (name: string): string =>
    (JSON.parse(fs.readFileSync(resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
  const installed = { compiler: resolve("typescript"), version: versionOf("typescript"), tsNode: resolve("ts-node") };
  const tsNodeVersion = versionOf("ts-node");
  if (!tsNodeVersion.startsWith("10.") || process.env.TS_NODE_DEBUG !== undefined) {
    return;
  }

  /** All that the runner takes of them. */
  const standIns = new Map<string, object>([
    ["typescript", { version: installed.version }],
    ["ts-node", { register }],
  ]);
  tsutils.loadTypeScriptCompilerOptions = (file) => {
    const text = textOf(file);
    const entry = store.digest(JSON.stringify(["compiler options", installed.version, text]));
    const kept = text === undefined ? undefined : store.read(entry);
    if (kept !== undefined) {
      return JSON.parse(kept) as unknown;
    }
    const options = loadTypeScriptCompilerOptions(file);
    store.keep(entry, JSON.stringify(options));
    return options;
  };
  tsutils.typeScriptRequireStrings = () => ({ typescriptRequire: "typescript", tsnodeRequire: "ts-node" });
  replacements.push((request, from, original) => {
    const standIn = runners.includes(from) ? standIns.get(request) : undefined;
    return (
      standIn &&
      new Proxy(standIn, {
        get: (target, key): unknown => Reflect.get(key in target ? target : (original() as object), key),
      })
    );
  });

  function textOf(file: string): string | undefined {
    try {
      return fs.readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  }

  function digestOf(file: string): string | null {
    const text = textOf(file);
    return text === undefined ? null : store.digest(text);
  }

  function register(options: Record<string, unknown>): void {
    const variables = Object.entries(process.env).filter(([name]) => name.startsWith("TS_NODE_"));
    const entry = store.digest(
      JSON.stringify(["registration", installed, tsNodeVersion, process.version, process.cwd(), options, variables]),
    );
    const kept = keptRegistration(entry);
    if (kept === undefined) {
      registerNow(options, entry);
    } else {
      const { tsNode } = installed;
      // a compiler that checks types has to see each file
      const files = options.typeCheck === true ? { ...transpiled, read: () => undefined } : transpiled;
      loadKept({ load, tsNode, store: files, registration: kept, register: () => registerNow(options, entry) });
    }
  }

  function keptRegistration(entry: string): Registration | undefined {
    const text = store.read(entry);
    const kept = text === undefined ? undefined : (JSON.parse(text) as Registration);
    return kept?.files.every(([file, digest]) => digestOf(file) === digest) ? kept : undefined;
  }

  function registerNow(options: object, entry: string): RegisteredService {
    typeScriptRequireStrings(); // loads both, as the SDK does
    const { register: registerTsNode } = load(installed.tsNode) as TsNode;
    const { result: service, files } = filesReadBy(() => registerTsNode(options));
    const { ts, config, configFilePath, extensions } = service;
    if (ts !== undefined && config !== undefined && isPlain(service.options)) {
      const settings = JSON.stringify([ts.version, config.options]);
      const base = configFilePath === undefined ? process.cwd() : path.dirname(configFilePath);
      const kept: Registration = { settings, compiled: extensions.compiled, base, files };
      store.keep(entry, JSON.stringify(kept));
    }
    return service;
  }

  /** Returns whether nothing but the compiler's options was set: what else there is may change how files are found or compiled. */
  function isPlain({
    transpileOnly,
    typeCheck,
    require,
    optionBasePaths: _,
    ...others
  }: Record<string, unknown>): boolean {
    const understood = [
      "compiler",
      "compilerOptions",
      "cwd",
      "project",
      "skipProject",
      "ignoreDiagnostics",
      "pretty",
      "tsTrace",
    ];
    return (
      (transpileOnly === true) !== (typeCheck === true) &&
      Array.isArray(require) &&
      require.length === 0 &&
      Object.entries(others).every(
        ([name, value]) => understood.includes(name) || value === undefined || value === false,
      )
    );
  }

  /** Runs what reads settings, and returns the files that it read or looked for. */
  function filesReadBy<Result>(run: () => Result): { result: Result; files: Registration["files"] } {
    const { readFileSync, statSync } = fs;
    const seen = new Set<string>();
    const note = (file: unknown): void => {
      if (typeof file === "string" && !/\.[cm]?js$/.test(file)) {
        seen.add(path.resolve(file));
      }
    };
    Object.assign(fs, {
      readFileSync: (...args: Parameters<typeof readFileSync>) => (note(args[0]), readFileSync(...args)),
      statSync: (...args: Parameters<typeof statSync>) => (note(args[0]), statSync(...args)),
    });
    try {
      return { result: run(), files: [...seen].map((file) => [file, digestOf(file)]) };
    } finally {
      Object.assign(fs, { readFileSync, statSync });
    }
  }
}
