import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Indicates whether this machine can run functions in Python. */
export const HAS_PYTHON = (process.env.PATH ?? "")
  .split(delimiter)
  .some((folder) => existsSync(join(folder, "python3")));

/** `describe` of what runs Python, skipped without it. A worker of `mocha --parallel` keeps this module and has another `describe` for each file. */
export function describeWithPython(title: string, define: (this: Mocha.Suite) => void): void {
  (HAS_PYTHON ? describe : describe.skip)(title, define);
}

/** `it` of what runs Python, likewise. */
export function itWithPython(title: string, run: (this: Mocha.Context) => void | Promise<void>): void {
  (HAS_PYTHON ? it : it.skip)(title, run);
}
