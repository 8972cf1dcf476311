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
    ? unzip(readFileSync(file))
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

function unzip(zip: Buffer): SourceFile[] {
  try {
    return readZip(zip, ({ path, size }) => CODE.test(path) && !path.includes("node_modules/") && size <= LARGEST).map(
      ({ path, data }) => ({ path, text: data.toString("utf8") }),
    );
  } catch (error) {
    throw new Undecided(`the function's zip file can't be read: ${(error as Error).message}`);
  }
}
