import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isRecord } from "../../language/is-record";
import { parsedJson } from "../../language/parsed-json";

// Each in Node's words, and in those of ts-node's loader, which has only the code and the values:
// https://github.com/TypeStrong/ts-node/blob/main/dist-raw/node-internal-errors.js
const FOLDER =
  /(?:Directory import '|ERR_UNSUPPORTED_DIR_IMPORT )(.+?)(?:' is not supported resolving ES modules imported from | (?=[\\/]|[A-Z]:))(.+)/;
const EXTENSION = /(?:Unknown file extension "|ERR_UNKNOWN_FILE_EXTENSION )(\.[^" ]+)?(?:" for | )(.+)/;
const NOT_EXPORTED =
  /(?:(?:Package subpath '|ERR_PACKAGE_PATH_NOT_EXPORTED (.+?)[\\/]? )(\.[^' ]*)(?:' is not defined by "exports"| )|No "exports" main defined)(?: in (.+?)[\\/]package\.json(?: imported from )?)?(.*)/;
const MISSING_FILE = /Cannot find module '([^']+)' imported from (.+)/;
/** An ES module with top-level await that require() loads, or any before Node.js 22.12; in the words of Node.js 22, 26 and 20. */
const REQUIRED =
  /(?:cannot be used on an ESM graph[^]*\n(?: *Requiring |Required module: )|require\(\) of ES Module )(.+?)(?: from .*)? *$/m;
const ENDINGS = ["ts", "js", "mts", "mjs"];

/**
 * Returns what to write instead of an import that Node.js cannot follow; undefined for every other failure.
 *
 * @param asModule how to make an ES module of the program, where that would help an import of its TypeScript
 * @see https://nodejs.org/docs/latest-v22.x/api/esm.html#import-specifiers
 */
export function importAdvice(text: string, asModule: string | undefined): string | undefined {
  const [, folder, importer = ""] = FOLDER.exec(text) ?? [];
  if (folder !== undefined) {
    const index = withExtension(join(folder, "index")) ?? join(folder, "index.js");
    return `${importer} imports a folder, and an ES module imports files: write "${specifier(index, importer)}".`;
  }
  const [unknown, extension, file] = EXTENSION.exec(text) ?? [];
  if (unknown !== undefined) {
    const problem = extension === undefined ? "it has no extension" : `Node.js has no loader for "${extension}"`;
    return `${file} cannot be imported, since ${problem}: read it with readFileSync from node:fs.`;
  }
  const [, missing = "", missedBy = ""] = MISSING_FILE.exec(text) ?? [];
  const found = withExtension(missing);
  if (found !== undefined) {
    return `${missedBy} imports a file without its extension, which an ES module needs: write "${specifier(found, missedBy)}".`;
  }
  const [, required] = REQUIRED.exec(text) ?? [];
  if (required !== undefined && asModule !== undefined) {
    return `${required} is an ES module that the program, compiled to CommonJS, cannot load: ${asModule}.`;
  }
  const [absent, loaderFolder, subpath = ".", nodeFolder, from] = NOT_EXPORTED.exec(text) ?? [];
  const root = loaderFolder ?? nodeFolder;
  return absent === undefined || root === undefined ? undefined : exportAdvice(root, subpath, from === "", asModule);
}

function exportAdvice(folder: string, subpath: string, isRequired: boolean, asModule: string | undefined): string {
  const manifest = join(folder, "package.json");
  const content = parsedJson(readFileSync(manifest, "utf8"));
  const exported = isRecord(content) ? content.exports : undefined;
  const listed = isRecord(exported) ? Object.keys(exported).filter((key) => key.startsWith(".")) : [];
  const paths = listed.length === 0 ? ["."] : listed;
  const problem = `"exports" in ${manifest} has no "${subpath}"`;
  if (!paths.includes(subpath)) {
    const others = paths.slice(0, 3).map((path) => `"${specifier(join(folder, path), folder)}"`);
    return `${problem}: import what it has, such as ${others.join(", ")}.`;
  }
  return isRequired
    ? `${problem} for CommonJS: ${asModule ?? "load it with import()"}.`
    : `${problem} for ES modules: load it with createRequire() from node:module.`;
}

/** The file that an import without an extension means, by the name that the import has to give it. */
function withExtension(path: string): string | undefined {
  const ending = ENDINGS.find((name) => existsSync(`${path}.${name}`));
  return ending === undefined ? undefined : `${path}.${ending.replace("ts", "js")}`;
}

function specifier(file: string, importer: string): string {
  const [, inPackage] = /.*[\\/]node_modules[\\/](.+)/.exec(file) ?? [];
  const path = (inPackage ?? relative(dirname(importer), file)).replaceAll("\\", "/");
  return inPackage !== undefined || path.startsWith(".") ? path : `./${path}`;
}
