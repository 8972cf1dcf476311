import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Code, codeOf, fileAt, type SourceFile, sourceFiles } from "./archive";
import { type CorsHeader, javaScriptCors } from "./cors-code";
import { tokenCors } from "./cors-tokens";
import { isTest } from "./executed-text";
import { syntaxOf } from "./syntax";
import { LAMBDA } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";

/** Matches a file that may set CORS headers, or use a library that does. Others need not be parsed. */
const MAY_SET =
  /access-control-(?:allow-|expose-headers|max-age)|["'`/](?:cors|http-cors|fastify-cors|kcors|koa2-cors|micro-cors|restify-cors-middleware2)["'`/]|powertools\/event-handler|["']itty-router|["']h3["']|\benableCors\b|\bcors\s*[:(]/i;
/** The same of Python and Ruby, whose files are small. */
const MAY_SET_IN_SCRIPT = /access-control-|cors/i;

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

/**
 * Returns the CORS header that the function's own code sets, or otherwise names, library code left out. Throws `Undecided` where the code
 * cannot be read.
 */
export function corsHeaderIn(graph: Graph, target: PolicyResource, roots: string[]): CorsHeader | undefined {
  const headers = corsHeadersIn(graph, target, roots);
  return headers.find(({ certain }) => certain) ?? headers[0];
}

/** Returns all CORS headers that the function's own code sets or names. Throws `Undecided` where it cannot be read. */
export function corsHeadersIn(graph: Graph, target: PolicyResource, roots: string[]): CorsHeader[] {
  return graph.once(`cors headers of ${target.urn}`, () => ownFiles(graph, target, roots).flatMap(headersIn));
}

/** Returns the files of the function's own code, without tests and libraries. Throws `Undecided` where they cannot be read. */
export function ownFiles(graph: Graph, target: PolicyResource, roots: string[]): SourceFile[] {
  return graph.once(`code of ${target.urn}`, () => {
    const code = codes.get(target);
    if (!code) {
      const elsewhere = target.has("s3Bucket") || target.has("imageUri");
      throw new Undecided(`the code of ${target.name} is ${elsewhere ? "in a bucket or an image" : "not known"}`);
    }
    try {
      return sourceFiles(code, [...roots, ...startFolders()]).filter(({ path }) => !isTest(path));
    } catch (error) {
      // the reason names the function: it may be one of many
      throw error instanceof Undecided ? new Undecided(`the code of ${target.name}: ${error.message}`) : error;
    }
  });
}

/** Returns a file of the function's code by its path in the archive. Throws `Undecided` where the code can't be read. */
export function codeFile(target: PolicyResource, path: string): SourceFile | undefined {
  const code = codes.get(target);
  if (!code) {
    throw new Undecided(`the code of ${target.name} is not known`);
  }
  return fileAt(code, path, startFolders());
}

const foldersFrom = new Map<string, string[]>();

/**
 * The engine starts a pack in the pack's own folder; its environment still says where the engine was started, which is in the program's
 * project. Relative paths start at the folder of the program's `main`. All functions of a stack ask for them.
 */
export function startFolders(): string[] {
  const started = process.env.PWD ?? process.cwd();
  const folders = foldersFrom.get(started) ?? findStartFolders(started);
  foldersFrom.set(started, folders);
  return folders;
}

function findStartFolders(started: string): string[] {
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
  if (isScript(file)) {
    return MAY_SET_IN_SCRIPT.test(file.text) ? tokenCors(file) : [];
  }
  if (!MAY_SET.test(file.text)) {
    return [];
  }
  const syntax = syntaxOf(file, startFolders());
  return syntax ? javaScriptCors(file, syntax) : tokenCors(file);
}

/** Returns true for Python and Ruby, which are read by their tokens. */
export function isScript({ path }: SourceFile): boolean {
  return /\.(?:py|rb)$/.test(path);
}
