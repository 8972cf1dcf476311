import type Fs from "node:fs";
import type Module from "node:module";
import type Path from "node:path";
import type { Sdk } from "./sdk";

type Reader = (this: unknown, file: unknown, ...rest: unknown[]) => unknown;

/** Notes the project's files that a program reads itself, where it is served: a change of one is a change of the program. */
export function noteReads({ load, read }: Sdk): void {
  if (process.env.GATEWRIGHT_SERVED_HERE === undefined) {
    return;
  }
  const path = load("node:path") as typeof Path;
  const root = process.argv[process.argv.indexOf("--root-directory") + 1] ?? "";
  const fs = load("node:fs") as typeof Fs;
  for (const holder of [fs, fs.promises] as unknown as Record<string, Reader>[]) {
    for (const name of [
      "readFileSync",
      "readFile",
      "openSync",
      "open",
      "createReadStream",
      "copyFileSync",
      "copyFile",
    ]) {
      const original = holder[name];
      if (original !== undefined) {
        const noting: Reader = function (file, ...rest) {
          note(file);
          return original.call(this, file, ...rest);
        };
        Object.defineProperty(noting, "name", { value: name });
        holder[name] = Object.assign(noting, original);
      }
    }
  }
  (load("node:module") as typeof Module).syncBuiltinESMExports();

  const unnoted = Symbol.for("gatewright.unnoted");

  function note(file: unknown): void {
    if (Reflect.get(globalThis, unnoted) === true) {
      return;
    }
    const text = file instanceof URL ? decodeURIComponent(file.pathname) : String(file);
    const resolved = typeof file === "number" ? "" : path.resolve(text);
    if (resolved.startsWith(root) && !/[\\/]node_modules[\\/]/.test(resolved)) {
      read.add(resolved);
    }
  }
}
