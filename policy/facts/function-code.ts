import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Code, codeOf, type SourceFile, sourceFiles } from "./archive";
import { executedText, isTest } from "./executed-text";
import { LAMBDA } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";

export interface CorsHeader {
  name: string;
  file: string;
  /** True where the code certainly sets it. Otherwise it may read or remove it, or be a library's that was minified into the code. */
  certain: boolean;
}

/** The header's name as a text: a handler that sets it has to write it so. */
const HEADER = /["'`](access-control-allow-(?:origin|headers|methods|credentials))["'`]/i;
/** The forms in which code sets a header: the key of an object, the first argument of a call, an index that is assigned to. */
const SETS = [
  /["'`]access-control-allow-[a-z]+["'`]\s*\]?\s*(?::|=>)/i,
  /\b(?:set|append|add|header|setHeader|addHeader)\(\s*["'`]access-control-allow-[a-z]+["'`]\s*,/i,
  /\[\s*["'`]access-control-allow-[a-z]+["'`]\s*\]\s*=(?!=)/i,
];
/** Longer lines are minified: the origin of their code is unknown. */
const LONGEST_LINE = 500;
/** A line of a comment. */
const COMMENT = /^\s*(?:\/\/|\/\*|[*#]\s)/;
/** The comment that bundlers write before the modules that they put together. */
const LIBRARY = /^\/\/ .*node_modules\//;
const OWN = /^\/\/ (?!.*node_modules\/)\S+\.(?:c|m)?(?:j|t)sx?$/;

/** Libraries that set the headers for the code: how it loads or calls them, or a bundler's comment before them. */
const MIDDLEWARE: { name: string; form: RegExp }[] = [
  ...["cors", "hono/cors", "@middy/http-cors", "@fastify/cors", "@koa/cors", "@elysiajs/cors"].map((name) => ({
    name,
    form: new RegExp(
      `(?:\\bfrom\\s*|\\b(?:require|import)\\(\\s*|^\\s*import\\s*)["']${name}["']|^// (?:.*/)?node_modules/(?:.*/)?${name === "hono/cors" ? "hono/dist/(?:cjs/)?middleware/cors" : name}/`,
      "m",
    ),
  })),
  { name: "enableCors", form: /\.enableCors\s*\(/ },
  { name: "res.cors", form: /\bres\.cors\s*\(/ },
  { name: "Powertools", form: /\bCORSConfig\s*\(|\bcors\b[^;]*\bfrom\s*["']@aws-lambda-powertools\/event-handler/ },
  { name: "CORSMiddleware", form: /\badd_middleware\(\s*CORSMiddleware\b|\bMiddleware\(\s*CORSMiddleware\b/ },
  { name: "flask_cors", form: /^\s*(?:from|import)\s+flask_cors\b/m },
];

const codes = new WeakMap<PolicyResource, Code>();

/** Makes the code of the stack's functions ready to be read. */
export async function readyCode(graph: Graph): Promise<void> {
  for (const target of graph.all(LAMBDA.function)) {
    const code = ifKnown(() => target.value("code"));
    if (code !== undefined && code !== null) {
      codes.set(target, await codeOf(code));
    }
  }
}

/** Returns the first CORS header that the function's own code sets, or otherwise names, library code left out. Throws `Undecided` where the code cannot be read. */
export function corsHeaderIn(graph: Graph, target: PolicyResource, roots: string[]): CorsHeader | undefined {
  return graph.once(`cors header of ${target.urn}`, () => {
    const code = codes.get(target);
    if (!code) {
      const elsewhere = target.has("s3Bucket") || target.has("imageUri");
      throw new Undecided(`the code of ${target.name} is ${elsewhere ? "in a bucket or an image" : "not known"}`);
    }
    const named = sourceFiles(code, [...roots, ...startFolders()]).flatMap(headersIn);
    return named.find(({ certain }) => certain) ?? named[0];
  });
}

/** The function's own code in one text, library files left out. Throws `Undecided` where it cannot be read. */
export function ownCode(graph: Graph, target: PolicyResource, roots: string[]): string {
  return graph.once(`code of ${target.urn}`, () => {
    const code = codes.get(target);
    if (!code) {
      throw new Undecided(`the code of ${target.name} is not known`);
    }
    return sourceFiles(code, [...roots, ...startFolders()])
      .map(({ text }) => text)
      .join("\n");
  });
}

/**
 * The engine starts a pack in the pack's own folder; its environment still says where the engine was started, which is in the program's
 * project. Relative paths start at the folder of the program's `main`.
 */
function startFolders(): string[] {
  const started = process.env.PWD ?? process.cwd();
  const folders = [started];
  for (let folder = started; ; folder = dirname(folder)) {
    const project = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((file) => existsSync(file));
    if (project !== undefined) {
      const main = /^main:\s*["']?([^"'\s#]+)/m.exec(readFileSync(project, "utf8"))?.[1] ?? ".";
      const entry = join(folder, main);
      folders.push(folder, entry, dirname(entry));
      break;
    }
    if (dirname(folder) === folder) {
      break;
    }
  }
  return folders;
}

function headersIn(file: SourceFile): CorsHeader[] {
  const { path } = file;
  const named = HEADER.test(file.text);
  const mayBeSet = named || MIDDLEWARE.some(({ form }) => form.test(file.text));
  if (!mayBeSet || isTest(path)) {
    return [];
  }
  const text = executedText(file);
  const middleware = MIDDLEWARE.filter(({ form }) => form.test(text)).map(({ name }) => ({
    name: `CORS headers by ${name}`,
    file: path,
    certain: true,
  }));
  return [...middleware, ...(named ? namedHeaders(path, text) : [])];
}

function namedHeaders(path: string, text: string): CorsHeader[] {
  let library = false;
  return text.split("\n").flatMap((line): CorsHeader[] => {
    if (line.startsWith("//")) {
      library = LIBRARY.test(line) || (library && !OWN.test(line));
    }
    const name = library || COMMENT.test(line) ? undefined : HEADER.exec(line)?.[1];
    const certain = line.length <= LONGEST_LINE && SETS.some((form) => form.test(line));
    return name === undefined ? [] : [{ name, file: path, certain }];
  });
}
