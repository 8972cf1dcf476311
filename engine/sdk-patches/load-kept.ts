import type Path from "node:path";
import type { TsNodeService } from "./keep-transpiled";
import type { KeptTexts } from "./kept-texts";

type LoadedModule = NodeJS.Module & { _compile: (this: LoadedModule, code: string, fileName: string) => unknown };
type Extension = (module: LoadedModule, fileName: string) => unknown;
interface SourceMapSupport {
  install: (options: object) => void;
}

/** The result of a registration of ts-node, as far as files that are kept need it. */
export interface Registration {
  settings: string;
  /** The endings of files that are compiled. */
  compiled: string[];
  /** The folder whose node_modules are not compiled. */
  base: string;
  /** The files that the settings come from, with their digests; null for those that were looked for and not found. */
  files: [string, string | null][];
}

/** A program whose files are loaded as they are kept, until one is not. */
export interface KeptProgram {
  load: NodeJS.Require;
  /** The file of ts-node, which is not loaded yet. */
  tsNode: string;
  store: KeptTexts;
  registration: Registration;
  /** Registers ts-node. */
  register: () => TsNodeService;
}

/**
 * Loads what ts-node made of files, as ts-node would, and registers it at the first file that is not kept.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: it may use nothing but its parameters.
 */
export function loadKept({ load, tsNode, store, registration, register }: KeptProgram): void {
  const path = load("node:path") as typeof Path;
  const instance = Symbol.for("ts-node.register.instance");
  const { settings, compiled, base } = registration;
  const extensions = load.extensions as unknown as Record<string, Extension | undefined>;
  const original = extensions[".js"] as Extension;
  const before = new Map<string, Extension | undefined>();
  const ours = new Map<string, Extension>();
  const read = new Map<string, string>();
  let real: { service: TsNodeService; extensions: Map<string, Extension | undefined> } | undefined;

  // ts-node takes what Node has no extension of by that of .js
  const own = compiled.filter((extension) => ![".mts", ".cts", ".mjs", ".cjs"].includes(extension));
  for (const extension of new Set([...own, ".js"])) {
    const old = extensions[extension];
    before.set(extension, old);
    ours.set(extension, (module, fileName) => {
      const loaded = real?.extensions.get(extension);
      if (loaded !== undefined) {
        return loaded(module, fileName);
      }
      if (!compiled.includes(path.extname(fileName)) || isIgnored(fileName)) {
        return (old ?? original)(module, fileName);
      }
      // a file that can't be required is refused by ts-node
      if (!own.includes(path.extname(fileName)) || store.isModule(fileName)) {
        return (registered().extensions.get(extension) ?? original)(module, fileName);
      }
      const { _compile } = module;
      module._compile = function (code, name) {
        return _compile.call(this, javaScriptOf(code, name), name);
      };
      return (old ?? original)(module, fileName);
    });
    extensions[extension] = ours.get(extension);
  }
  const published = Object.getOwnPropertyDescriptor(process, instance) ?? { configurable: true, writable: true };
  Object.defineProperty(process, instance, {
    configurable: true,
    get: () => registered().service,
    set: (service: unknown) => {
      registered();
      Reflect.set(process, instance, service);
    },
  });
  const maps = load(load.resolve("@cspotcode/source-map-support", { paths: [tsNode] })) as SourceMapSupport;
  maps.install({
    environment: "node",
    redirectConflictingLibrary: true,
    retrieveFile: (file: string) => read.get(file) ?? "",
  });

  function isIgnored(fileName: string): boolean {
    return /(?:^|\/)node_modules\//.test(path.relative(base, fileName).replaceAll("\\", "/"));
  }

  function javaScriptOf(code: string, fileName: string): string {
    const kept = real === undefined ? store.read(store.entryOf(settings, fileName, code)) : undefined;
    if (kept === undefined) {
      return registered().service.compile(code, fileName);
    }
    read.set(fileName.replaceAll("\\", "/"), kept);
    return kept;
  }

  function registered(): NonNullable<typeof real> {
    if (real === undefined) {
      const present = [...before].map(([extension, old]) => {
        const found = extensions[extension];
        extensions[extension] = old;
        if (old === undefined) {
          delete extensions[extension];
        }
        return [extension, found] as const;
      });
      Object.defineProperty(process, instance, published);
      const service = register();
      real = {
        service,
        extensions: new Map([...before.keys()].map((extension) => [extension, extensions[extension]])),
      };
      // what was put over ours stays over ts-node's
      for (const [extension, found] of present.filter(([name, handler]) => handler !== ours.get(name))) {
        extensions[extension] = found;
      }
    }
    return real;
  }
}
