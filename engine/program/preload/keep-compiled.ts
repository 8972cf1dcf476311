import type Crypto from "node:crypto";
import type Fs from "node:fs";
import type NodeModule from "node:module";
import type Path from "node:path";
import type V8 from "node:v8";
import type Vm from "node:vm";

interface RunnableModule {
  exports: object;
  require: NodeJS.Require;
}
type Compile = (this: RunnableModule, content: string, filename: string, format?: string) => unknown;
interface ModuleParts {
  wrap: (content: string) => string;
  prototype: { _compile: Compile };
  _cache: NodeJS.Require["cache"];
  _extensions: unknown;
  _resolveFilename: (request: string, parent: object, main: boolean, options?: object) => string;
  _resolveLookupPaths: (request: string, parent: object) => string[] | null;
}
/** Of one module: the hash of its source, and where its code begins and how long it is. */
type Entry = [hash: string, start: number, length: number];
interface Kept {
  /** Whether a run wrote it that went well: a run that fails leaves out the code that it did not come to. */
  complete: boolean;
  entries: Record<string, Entry>;
  code: Buffer;
}

/**
 * Keeps what V8 makes of the CommonJS modules of a program, by their content, in one file a program. Node's own compile cache
 * takes a module's code before the module has run, so that nearly every function is compiled again in each process; this one
 * takes it at the process's end, with the functions that ran.
 *
 * It is written to a file as text, because it must run without anything of ours: it may use nothing but its parameters.
 *
 * @see https://v8.dev/blog/improved-code-caching
 */
export function keepCompiled(load: NodeJS.Require, folder: string): void {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const vm = load("node:vm") as typeof Vm;
  const v8 = load("node:v8") as typeof V8;
  const { hash } = load("node:crypto") as typeof Crypto;
  const modules = load("node:module") as unknown as typeof NodeModule & ModuleParts;
  const maxBytes = 64 * 1024 * 1024;
  const prefix = modules.wrap("").indexOf("\n");
  const { NODE_V8_COVERAGE, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_V8_COVERAGE !== undefined || NODE_DISABLE_COMPILE_CACHE !== undefined || typeof hash !== "function") {
    return; // who measures coverage wants every function compiled; a Node.js before 21.7 has no `hash`
  }
  const program = [process.version, process.arch, v8.cachedDataVersionTag(), process.cwd(), process.argv.at(-1)];
  const file = path.join(folder, `program-${hash("sha1", program.join("\0"))}`);
  const kept = read();
  const loaded = new Map<string, { script: Vm.Script; hash: string; code?: Buffer }>();
  const runner = load.resolve(process.argv[1] ?? "");
  const compile = modules.prototype._compile;

  modules.prototype._compile = function (content, filename, format) {
    const script =
      format !== "module" && /\.c?js$/.test(filename) && filename !== runner ? scriptOf(content, filename) : undefined;
    return script === undefined
      ? compile.call(this, content, filename, format)
      : Reflect.apply(script.runInThisContext() as CallableFunction, this.exports, [
          ...[this.exports, requireOf(this), this, filename, path.dirname(filename)],
        ]);
  };
  // after the runner's own handler, which makes a failure of the program the process's exit code
  setImmediate(() => process.on("exit", save));

  function save(): void {
    try {
      write(process.exitCode === undefined || process.exitCode === 0);
    } catch {
      // a cache that can't be written is no cache
    }
  }

  function scriptOf(content: string, filename: string): Vm.Script | undefined {
    const contentHash = hash("sha1", content, "base64");
    const [entryHash, start = 0, length = 0] = kept.entries[filename] ?? [];
    const code = entryHash === contentHash ? kept.code.subarray(start, start + length) : undefined;
    try {
      const script = new vm.Script(modules.wrap(content.replace(/^#!/, "//")), {
        filename,
        columnOffset: -prefix,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
        ...(code === undefined ? {} : { cachedData: code }),
      });
      // where V8 refuses the code of a module it does so in each run: of one that sets V8's own flags, for instance
      loaded.set(filename, { script, hash: contentHash, ...(code === undefined ? {} : { code }) });
      return script;
    } catch {
      return undefined; // an ES module, or no JavaScript: Node's own loader knows, or says what is wrong
    }
  }

  /** As Node makes it for each module. */
  function requireOf(module: RunnableModule): NodeJS.Require {
    const resolve = (request: string, options?: object): string =>
      modules._resolveFilename(request, module, false, options);
    return Object.assign((request: string): unknown => module.require(request), {
      resolve: Object.assign(resolve, { paths: (request: string) => modules._resolveLookupPaths(request, module) }),
      main: (process as { mainModule?: NodeJS.Module }).mainModule,
      extensions: modules._extensions as NodeJS.RequireExtensions,
      cache: modules._cache,
    });
  }

  function read(): Kept {
    try {
      const bytes = fs.readFileSync(file);
      const begin = 4 + bytes.readUInt32LE(0);
      const { complete, entries } = JSON.parse(bytes.toString("utf8", 4, begin)) as Omit<Kept, "code">;
      return { complete, entries, code: bytes.subarray(begin) };
    } catch {
      return { complete: false, entries: {}, code: Buffer.alloc(0) };
    }
  }

  function write(complete: boolean): void {
    const again = complete && !kept.complete;
    if (!again && [...loaded.values()].every(({ code }) => code !== undefined)) {
      return;
    }
    const parts: Buffer[] = [];
    const entries: Record<string, Entry> = {};
    let length = 0;
    const add = (name: string, contentHash: string, code: Buffer): void => {
      entries[name] = [contentHash, length, code.length];
      parts.push(code);
      length += code.length;
    };
    for (const [name, { script, hash, code }] of loaded) {
      add(name, hash, again || code === undefined ? script.createCachedData() : code);
    }
    // what another stack of the same program loads
    for (const [name, [contentHash, start, size]] of Object.entries(kept.entries)) {
      if (!loaded.has(name) && length + size <= maxBytes) {
        add(name, contentHash, kept.code.subarray(start, start + size));
      }
    }
    const header = Buffer.from(JSON.stringify({ complete: complete || kept.complete, entries }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(header.length);
    const draft = `${file}.${process.pid}`;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(draft, Buffer.concat([size, header, ...parts]), { mode: 0o600 });
    fs.renameSync(draft, file); // several stacks may start at once
  }
}
