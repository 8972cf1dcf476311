import { createRequire } from "node:module";
import { join } from "node:path";
import type * as TypeScript from "typescript";
import { javaScriptSyntax, type Syntax } from "../../language/javascript-syntax";
import { type SourceFile } from "./archive";

type Compiler = Pick<typeof TypeScript, "transpileModule">;

/** ESNext of `ts.ScriptTarget` and `ts.ModuleKind`, and React of `ts.JsxEmit`, the same in every version. */
const ESNEXT = 99;
const REACT = 2;

/**
 * Parses JavaScript, and TypeScript or JSX by way of the compiler that the program brings; undefined where neither reads it.
 *
 * @param folders where the program may have its compiler
 */
export function syntaxOf({ path, text }: SourceFile, folders: string[]): Syntax | undefined {
  if (!/\.[cm]?tsx?$/.test(path)) {
    const syntax = javaScriptSyntax(text);
    if (syntax) {
      return syntax;
    }
  }
  const script = compiled(path, text, folders);
  return script === undefined ? undefined : javaScriptSyntax(script);
}

function compiled(path: string, text: string, folders: string[]): string | undefined {
  const fileName = /\.[cm]?[jt]sx$/.test(path) ? "code.tsx" : /\.[cm]?ts$/.test(path) ? "code.ts" : "code.tsx";
  const options = {
    compilerOptions: { target: ESNEXT, module: ESNEXT, jsx: REACT, removeComments: false },
    reportDiagnostics: true,
    fileName,
  };
  for (const compiler of compilers(folders)) {
    try {
      const { outputText, diagnostics = [] } = compiler.transpileModule(text, options);
      if (diagnostics.length === 0) {
        return outputText;
      }
    } catch {
      // a compiler of another shape
    }
  }
  return undefined;
}

const loaded = new Map<string, Compiler | undefined>();

/** The compilers that are there: the program's own, and the older one that Pulumi's SDK brings. */
function* compilers(folders: string[]): Iterable<Compiler> {
  const names = ["typescript", "@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js"];
  const places = [...folders.map((folder) => join(folder, "index.js")), __filename];
  for (const name of names) {
    for (const place of places) {
      const key = `${name} ${place}`;
      if (!loaded.has(key)) {
        loaded.set(key, load(name, place));
      }
      const compiler = loaded.get(key);
      if (compiler) {
        yield compiler;
        break;
      }
    }
  }
}

function load(name: string, place: string): Compiler | undefined {
  try {
    return createRequire(place)(name) as Compiler;
  } catch {
    return undefined;
  }
}
