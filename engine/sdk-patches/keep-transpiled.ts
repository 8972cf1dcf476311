import type { KeptTexts } from "./kept-texts";

/** The parts of ts-node's service that are touched. */
export interface TsNodeService {
  ts?: { version: string };
  config?: { options: unknown };
  options?: { transpileOnly?: boolean; swc?: unknown; transpiler?: unknown };
  compile: (this: void, code: string, fileName: string, lineOffset?: number) => string;
}
interface SourceMapSupport {
  install: (options: { retrieveFile: (path: string) => string }) => void;
}

/**
 * Keeps the JavaScript that ts-node makes of a file between runs, by the file's content and the compiler's version and options.
 * Transpiling takes most of the time of a program of some hundred files.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: it may use nothing but its parameters.
 */
export function keepTranspiled(load: NodeJS.Require, store: KeptTexts): void {
  const published = Symbol.for("ts-node.register.instance");
  // ts-node publishes its service here as soon as it is registered
  Object.defineProperty(process, published, {
    configurable: true,
    get: () => undefined,
    set: (service: TsNodeService) => {
      Object.defineProperty(process, published, { value: service, configurable: true, writable: true });
      const { options, ts, config } = service;
      // another transpiler has settings of its own
      const isPlain = options?.transpileOnly === true && !options.swc && options.transpiler === undefined;
      if (isPlain && ts !== undefined && config !== undefined) {
        wrap(service, JSON.stringify([ts.version, config.options]));
      }
    },
  });

  function wrap(service: TsNodeService, settings: string): void {
    const { compile } = service;
    const read = new Map<string, string>();
    service.compile = (code, fileName, lineOffset) => {
      const entry = store.entryOf(settings, fileName, code);
      const kept = store.read(entry);
      if (kept !== undefined) {
        read.set(fileName, kept);
        return kept;
      }
      const output = compile(code, fileName, lineOffset);
      store.keep(entry, output);
      return output;
    };
    // the maps of what was read: ts-node knows only those of what it made itself
    const tsNode = Object.keys(load.cache).find((file) => /[\\/]ts-node[\\/]dist[\\/]index\.js$/.test(file)) ?? "";
    const maps = load(load.resolve("@cspotcode/source-map-support", { paths: [tsNode] })) as SourceMapSupport;
    maps.install({ retrieveFile: (file) => read.get(file) ?? "" });
  }
}
