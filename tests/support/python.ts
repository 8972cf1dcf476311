import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Indicates whether this machine can run functions in Python. */
export const HAS_PYTHON = (process.env.PATH ?? "")
  .split(delimiter)
  .some((folder) => existsSync(join(folder, "python3")));
/** `describe` and `it` of what runs Python, skipped without it. */
export const describeWithPython = HAS_PYTHON ? describe : describe.skip;
export const itWithPython = HAS_PYTHON ? it : it.skip;
