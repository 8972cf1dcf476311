import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { readZip } from "../../language/zip";
import { Undecided } from "../graph/unknown";
import { defined } from "../../language/defined";
import { isRecord } from "../../language/is-record";

/** A file of a function's code. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A text, a file, folder or zip file, or several of them by name; none of these for code that is elsewhere. */
export interface Code {
  text?: string;
  path?: string;
  assets?: Record<string, Code>;
}

const CODE = /\.(c|m)?(j|t)sx?$|\.py$|\.rb$/;
const LARGEST = 8 * 1024 * 1024;

/**
 * The source files of a function's code: of an asset, an archive of assets, a folder or a zip file. Libraries under `node_modules` are left out.
 * Throws `Undecided` where the code is not on this machine.
 */
export function sourceFiles(code: Code, roots: string[]): SourceFile[] {
  return collect(code, "", roots).filter(({ path }) => CODE.test(path) && !path.includes("node_modules/"));
}

/**
 * Returns one file of a function's code by its path in the archive, libraries among them; undefined where the archive has no such file.
 * Throws `Undecided` where the code is not on this machine or the file is too large to be read.
 */
export function fileAt(code: Code, path: string, roots: string[]): SourceFile | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return partAt(code, parts, roots);
}

function partAt(code: Code, parts: string[], roots: string[]): SourceFile | undefined {
  if (code.assets) {
    for (const [name, item] of Object.entries(code.assets)) {
      const names = name.split("/").filter((part) => part !== "" && part !== ".");
      const found = names.every((part, index) => part === parts[index])
        ? partAt(item, parts.slice(names.length), roots)
        : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }
  const path = parts.join("/");
  if (code.text !== undefined) {
    return path === "" ? { path, text: code.text } : undefined;
  }
  if (code.path === undefined) {
    throw new Undecided("the function's code is not on this machine");
  }
  const base = locate(code.path, roots);
  const file = join(base, path);
  if (!existsSync(file) || !statSync(file).isFile()) {
    return path !== "" && statSync(base).isFile() ? entryAt(base, path) : undefined;
  }
  if (path === "" && isZip(file)) {
    return undefined;
  }
  if (statSync(file).size > LARGEST) {
    throw new Undecided(`${file} is too large`);
  }
  return { path: file, text: readFileSync(file, "utf8") };
}

function entryAt(archive: string, path: string): SourceFile | undefined {
  if (!isZip(archive)) {
    throw new Undecided(`${archive} is not a zip file`);
  }
  const [entry] = unzip(readFileSync(archive), (file) => file.path === path);
  return entry;
}

function collect(code: Code, path: string, roots: string[]): SourceFile[] {
  if (code.text !== undefined) {
    return [{ path: path || "index.js", text: code.text }];
  }
  if (code.path !== undefined) {
    return readPath(locate(code.path, roots), path);
  }
  if (code.assets) {
    return Object.entries(code.assets).flatMap(([name, item]) => collect(item, join(path, name), roots));
  }
  throw new Undecided("the function's code is not on this machine");
}

/**
 * The code behind an asset or an archive, whose parts the SDK keeps in promises, and the engine's proxies around those. They are
 * distinguished by their members: another copy of the SDK may have made them.
 */
export async function codeOf(value: unknown): Promise<Code> {
  const holder = await unproxied(value);
  if (!isRecord(holder)) {
    return {};
  }
  const [text, path, assets] = await Promise.all([holder.text, holder.path, holder.assets].map(unproxied));
  if (isRecord(assets)) {
    const entries = Object.keys(assets).map(async (name) => [name, await codeOf(assets[name])] as const);
    return { assets: Object.fromEntries(await Promise.all(entries)) };
  }
  return defined({
    text: typeof text === "string" ? text : undefined,
    path: typeof path === "string" ? path : undefined,
  });
}

/** Returns the value behind the engine's proxy: a promise behind one cannot be awaited. */
function unproxied(value: unknown): unknown {
  return typeof value === "object" && value !== null && Reflect.get(value, "__isSpecialProxy") === true
    ? Reflect.get(value, "__getSpecialProxyTarget")
    : value;
}

function locate(path: string, roots: string[]): string {
  const candidates = isAbsolute(path) ? [path] : roots.map((root) => resolve(root, path));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw new Undecided(`the function's code ${path} was not found`);
  }
  return found;
}

function readPath(file: string, name: string): SourceFile[] {
  const stat = statSync(file);
  if (stat.isDirectory()) {
    return readdirSync(file).flatMap((entry) =>
      entry === "node_modules" ? [] : readPath(join(file, entry), join(name, entry)),
    );
  }
  if (stat.size > LARGEST) {
    return [];
  }
  return isZip(file)
    ? unzip(readFileSync(file), isOwnCode)
    : CODE.test(file)
      ? [{ path: named(file, name), text: readFileSync(file, "utf8") }]
      : [];
}

function named(file: string, name: string): string {
  return CODE.test(name) ? name : file;
}

function isZip(file: string): boolean {
  const head = Buffer.alloc(4);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, head, 0, 4, 0);
  } finally {
    closeSync(descriptor);
  }
  return head.readUInt32LE(0) === 0x04034b50;
}

function isOwnCode({ path, size }: { path: string; size: number }): boolean {
  return CODE.test(path) && !path.includes("node_modules/") && size <= LARGEST;
}

function unzip(zip: Buffer, filter: (file: { path: string; size: number }) => boolean): SourceFile[] {
  try {
    return readZip(zip, filter).map(({ path, data }) => ({ path, text: data.toString("utf8") }));
  } catch (error) {
    throw new Undecided(`the function's zip file can't be read: ${(error as Error).message}`);
  }
}
