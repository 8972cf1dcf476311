import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type FileChange, changesOf } from "./changes";
import type { Generator } from "./generator";

/**
 * `npm run generate` writes every generated file; `npm run generate -- --check`, which is part of lint, lists those that differ
 * and exits with 1.
 *
 * The modules run in this order, and each is loaded when the ones before it have written their files: a module that imports a
 * generated index comes after the module that generates it.
 */
const GENERATORS = [
  "./kind-indexes",
  "./stand-in-index",
  "./stack-schema",
  "./rule-index",
  "./rules",
  "./integration-kinds",
  "./argument-names",
  "./plugin-schema",
  "./commands",
];

const root = join(__dirname, "../..");
const load = createRequire(__filename) as (module: string) => Generator;

async function main(check: boolean): Promise<void> {
  const changes: FileChange[] = [];
  for (const module of GENERATORS) {
    const found = await changesOf(load(module), root);
    if (!check) {
      found.forEach(apply);
    }
    changes.push(...found);
  }
  for (const { path, change } of changes) {
    console.log(check ? `${path} is ${STALE[change]}` : `${path} ${change}`);
  }
  if (check && changes.length > 0) {
    console.log("Run `npm run generate` and commit the result.");
    process.exitCode = 1;
  }
}

const STALE = { written: "out of date", created: "missing", deleted: "no longer generated" };

function apply({ path, text }: FileChange): void {
  const file = join(root, path);
  if (text === undefined) {
    rmSync(file);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

void main(process.argv.includes("--check"));
