import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { placeOf } from "./place";
import { type CheckedRule } from "./result";

const OWN_PACK = "gatewright";

/** The page about a rule of our own pack, as a path from the repository's root; undefined for rules of other packs. */
export function rulePage({ name, pack }: CheckedRule): string | undefined {
  const file = join(pagesFolder(), `${name}.md`);
  return pack === OWN_PACK && existsSync(file) ? placeOf({ file, line: 1, column: 1 }).file : undefined;
}

/** Returns where the pages of all our rules are, for a reader. */
export function rulePages(): string {
  return placeOf({ file: join(pagesFolder(), "<rule>.md"), line: 1, column: 1 }).file;
}

/** `docs/rules` of this package, from its sources as from its build. */
function pagesFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "docs", "rules")) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, "docs", "rules");
}
