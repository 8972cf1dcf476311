import type Crypto from "node:crypto";
import type Fs from "node:fs";
import type Path from "node:path";

/** The parts of ts-node's service that are touched. */
interface TsNodeService {
  ts?: { version: string };
  config?: { options: unknown };
  options?: { transpileOnly?: boolean };
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
export function keepTranspiled(load: NodeJS.Require, folder: string): void {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const { createHash } = load("node:crypto") as typeof Crypto;
  const published = Symbol.for("ts-node.register.instance");
  // ts-node publishes its service here as soon as it is registered
  Object.defineProperty(process, published, {
    configurable: true,
    get: () => undefined,
    set: (service: TsNodeService) => {
      Object.defineProperty(process, published, { value: service, configurable: true, writable: true });
      if (service.options?.transpileOnly === true && service.ts !== undefined && service.config !== undefined) {
        wrap(service, JSON.stringify([service.ts.version, service.config.options]));
      }
    },
  });

  function wrap(service: TsNodeService, settings: string): void {
    const { compile } = service;
    const read = new Map<string, string>();
    service.compile = (code, fileName, lineOffset) => {
      const entry = path.join(folder, digest(`${settings}\0${fileName}\0${code}`));
      const kept = readKept(entry);
      if (kept !== undefined) {
        read.set(fileName, kept);
        return kept;
      }
      const output = compile(code, fileName, lineOffset);
      keep(entry, output);
      return output;
    };
    // the maps of what was read: ts-node knows only those of what it made itself
    const tsNode = Object.keys(load.cache).find((file) => /[\\/]ts-node[\\/]dist[\\/]index\.js$/.test(file)) ?? "";
    const maps = load(load.resolve("@cspotcode/source-map-support", { paths: [tsNode] })) as SourceMapSupport;
    maps.install({ retrieveFile: (file) => read.get(file) ?? "" });
  }

  function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
  }

  /** The text below an entry's first line, which is its checksum: an entry that was cut or changed is compiled again. */
  function readKept(entry: string): string | undefined {
    try {
      const content = fs.readFileSync(entry, "utf8");
      const end = content.indexOf("\n");
      const output = content.slice(end + 1);
      return end > 0 && content.slice(0, end) === digest(output) ? output : undefined;
    } catch {
      return undefined;
    }
  }

  function keep(entry: string, output: string): void {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = `${entry}.${process.pid}`;
      fs.writeFileSync(draft, `${digest(output)}\n${output}`, { mode: 0o600 });
      fs.renameSync(draft, entry); // several stacks may start at once
    } catch {
      // a cache that can't be written is no cache
    }
  }
}
