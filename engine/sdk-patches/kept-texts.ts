import type Fs from "node:fs";
import type Path from "node:path";
import type { CheckedTexts, openCheckedTexts } from "../../language/checked-texts";

/** The kept texts of a compiler. */
export interface KeptTexts extends CheckedTexts {
  /** Returns the entry for a file's text, by the settings of its compiler and the kind of module that its package.json makes of it. */
  entryOf(settings: string, file: string, code: string): string;
  /** Returns whether the nearest package.json makes ES modules of files. */
  isModule(file: string): boolean;
}

/**
 * Opens a folder of a compiler's texts.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: it may use nothing but its parameters.
 */
export function openKeptTexts(load: NodeJS.Require, folder: string, open: typeof openCheckedTexts): KeptTexts {
  const fs = load("node:fs") as typeof Fs;
  const path = load("node:path") as typeof Path;
  const texts = open(load, folder);
  const modules = new Map<string, boolean>();

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

  const entryOf = (settings: string, file: string, code: string): string =>
    texts.digest(`${settings}\0${isModule(file) ? "module" : "commonjs"}\0${file}\0${code}`);
  return { ...texts, entryOf, isModule };
}
