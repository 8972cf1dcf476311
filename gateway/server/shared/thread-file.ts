import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type * as typescript from "typescript";

const transpiled = new Map<string, string>();

/**
 * Returns the file that a thread runs. In the package it is JavaScript. From source, Node.js 22.18 and newer run it as it stands, and
 * it is transpiled once for Node.js 20, which has no way to strip types.
 * https://nodejs.org/docs/latest-v22.x/api/typescript.html#type-stripping
 *
 * @param name Of the file, without its extension.
 */
export function threadFile(folder: string, name: string): string {
  if (!__filename.endsWith(".ts")) {
    return join(folder, `${name}.mjs`);
  }
  if ("typescript" in process.features && process.features.typescript !== false) {
    return join(folder, `${name}.mts`);
  }
  const target = transpiled.get(folder) ?? transpile(folder);
  transpiled.set(folder, target);
  return join(target, `${name}.mjs`);
}

/** Traces leave out the frames of files in `lambda/bootstrap`, so that the folder keeps its name. */
function transpile(source: string): string {
  const { ModuleKind, ScriptTarget, transpileModule } = createRequire(__filename)("typescript") as typeof typescript;
  const compilerOptions = {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ES2022,
    rewriteRelativeImportExtensions: true,
    inlineSourceMap: true,
  };
  const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const target = join(folder, basename(dirname(source)), basename(source));
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source).filter((file) => file.endsWith(".mts"))) {
    const text = readFileSync(join(source, name), "utf8");
    const { outputText } = transpileModule(text, { compilerOptions, fileName: join(source, name) });
    writeFileSync(join(target, name.replace(/[.]mts$/, ".mjs")), outputText);
  }
  return target;
}
