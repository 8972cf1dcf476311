import { createRequire } from "node:module";
import { join } from "node:path";
import { type AnyNode, type Comment, type Options, parse, type Program } from "acorn";
import type * as TypeScript from "typescript";
import { type SourceFile } from "./archive";

/** A source file as its parser read it. */
export interface Syntax {
  program: Program;
  comments: Comment[];
  /** The text that was parsed: for TypeScript and JSX the JavaScript that is made of it. */
  text: string;
}

/** A node and the place of the node around it. */
export interface Place {
  node: AnyNode;
  above: Place | undefined;
}

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
    const syntax = parsed(text);
    if (syntax) {
      return syntax;
    }
  }
  const script = compiled(path, text, folders);
  return script === undefined ? undefined : parsed(script);
}

function parsed(text: string): Syntax | undefined {
  for (const sourceType of ["module", "script"] as const) {
    const comments: Comment[] = [];
    const options: Options = {
      ecmaVersion: "latest",
      sourceType,
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      onComment: comments,
    };
    try {
      return { program: parse(text, options), comments, text };
    } catch {
      // the other kind of source, or neither
    }
  }
  return undefined;
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

/** Visits a node and all below it in the order of the text; what `skip` is true of is left out. */
export function* places(root: AnyNode, skip: (node: AnyNode) => boolean = () => false): Iterable<Place> {
  const pending: Place[] = [{ node: root, above: undefined }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (skip(place.node)) {
      continue;
    }
    yield place;
    for (const node of children(place.node).reverse()) {
      pending.push({ node, above: place });
    }
  }
}

function children(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flatMap((value: unknown): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Returns the text that a node is: a string, or a template without expressions. */
export function textOf(node: AnyNode | null | undefined): string | undefined {
  if (node?.type === "Literal") {
    return typeof node.value === "string" ? node.value : undefined;
  }
  return node?.type === "TemplateLiteral" && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** Returns the name of a variable, or of the property that is read: `headers` of `headers`, `set` of `res.headers.set`. */
export function nameOf(node: AnyNode | null | undefined): string | undefined {
  switch (node?.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "MemberExpression":
      return node.computed ? textOf(node.property) : nameOf(node.property);
    case "ChainExpression":
    case "ParenthesizedExpression":
      return nameOf(node.expression);
    default:
      return undefined;
  }
}

/** Returns true for `undefined`, `null` and `void 0`. */
export function isAbsent(node: AnyNode | null | undefined): boolean {
  return (
    node === undefined ||
    node === null ||
    (node.type === "Literal" && node.value === null) ||
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void")
  );
}
