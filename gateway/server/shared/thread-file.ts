import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as typescript from "typescript";

const BOOTSTRAP = join(__dirname, "bootstrap");
let transpiled: string | undefined;

/**
 * Returns the file that a worker runs. In the package it is JavaScript. From source, Node.js 22.18 and newer run it as it stands, and
 * it is transpiled once for Node.js 20, which has no way to strip types.
 * https://nodejs.org/docs/latest-v22.x/api/typescript.html#type-stripping
 */
export function workerFile(): string {
  if (!__filename.endsWith(".ts")) {
    return join(BOOTSTRAP, "worker.mjs");
  }
  return "typescript" in process.features && process.features.typescript !== false
    ? join(BOOTSTRAP, "worker.mts")
    : join((transpiled ??= transpile()), "worker.mjs");
}

/** Traces leave out the frames of files in `lambda/bootstrap`, so that the folder keeps its name. */
function transpile(): string {
  const { ModuleKind, ScriptTarget, transpileModule } = createRequire(__filename)("typescript") as typeof typescript;
  const compilerOptions = {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ES2022,
    rewriteRelativeImportExtensions: true,
    inlineSourceMap: true,
  };
  const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const target = join(folder, "lambda", "bootstrap");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(BOOTSTRAP).filter((file) => file.endsWith(".mts"))) {
    const source = readFileSync(join(BOOTSTRAP, name), "utf8");
    const { outputText } = transpileModule(source, { compilerOptions, fileName: join(BOOTSTRAP, name) });
    writeFileSync(join(target, name.replace(/[.]mts$/, ".mjs")), outputText);
  }
  return target;
}
