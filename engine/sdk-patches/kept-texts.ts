import type Crypto from "node:crypto";
import type Fs from "node:fs";
import type Path from "node:path";

/** Texts that are kept between runs, each with its checksum: one that was cut or changed is as good as none. */
export interface KeptTexts {
  digest(text: string): string;
  /** Returns the entry for a file's text, by the settings of its compiler and the kind of module that its package.json makes of it. */
  entryOf(settings: string, file: string, code: string): string;
  /** Returns whether the nearest package.json makes ES modules of files. */
  isModule(file: string): boolean;
  read(entry: string): string | undefined;
  keep(entry: string, text: string): void;
}

/**
 * Opens a folder of kept texts.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: it may use nothing but its parameters.
 */
export function openKeptTexts(load: NodeJS.Require, folder: string): KeptTexts {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const { createHash } = load("node:crypto") as typeof Crypto;
  const modules = new Map<string, boolean>();

  function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
  }

  function isModule(file: string): boolean {
    const directory = path.dirname(file);
    const known = modules.get(directory);
    if (known !== undefined) {
      return known;
    }
    const found = typeIn(directory) ?? (path.dirname(directory) !== directory && isModule(directory));
    modules.set(directory, found);
    return found;
  }

  function typeIn(directory: string): boolean | undefined {
    try {
      const text = fs.readFileSync(path.join(directory, "package.json"), "utf8");
      return (JSON.parse(text) as { type?: unknown }).type === "module";
    } catch (error) {
      return error instanceof SyntaxError ? false : undefined;
    }
  }

  function read(entry: string): string | undefined {
    try {
      const content = fs.readFileSync(path.join(folder, entry), "utf8");
      const end = content.indexOf("\n");
      const text = content.slice(end + 1);
      return end > 0 && content.slice(0, end) === digest(text) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  function keep(entry: string, text: string): void {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = path.join(folder, `${entry}.${process.pid}`);
      fs.writeFileSync(draft, `${digest(text)}\n${text}`, { mode: 0o600 });
      fs.renameSync(draft, path.join(folder, entry)); // several stacks may start at once
    } catch {
      // a cache that can't be written is no cache
    }
  }

  const entryOf = (settings: string, file: string, code: string): string =>
    digest(`${settings}\0${isModule(file) ? "module" : "commonjs"}\0${file}\0${code}`);
  return { digest, entryOf, isModule, read, keep };
}
