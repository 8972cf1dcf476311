import { existsSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { isRecord } from "../../language/is-record";
import { parsedJson } from "../../language/parsed-json";
import { packageManagerOf } from "../project/package-manager";
import { type Project } from "../project/project";
import { importAdvice } from "./import-advice";

/** The name that the SDK's runner gives the way in which it loads a program whose package.json does not say "type": "module". */
const REQUIRED_BY_RUNNER =
  /(?:cannot be used on an ESM graph|Must use import to load ES Module|\[ERR_REQUIRE_ESM\])(?:(?!\nRequire stack:)[^])*(?:\nRequire stack:\n.*)?[\\/]cmd[\\/]run[\\/]run\.js/;
const NO_ENTRY_POINT = /^We failed to locate the entry point for your program/;
const AS_MODULE = ['"type": "module"', '{ "type": "module" }'] as const;
const MODULE_ENTRIES = ["index.mjs", "index.mts"];
/** TypeScript that was made CommonJS of, and is then loaded as a module. */
const COMPILED_TO_COMMONJS =
  /exports is not defined in ES module scope|Cannot determine intended module format because both (?:require\(\)|'\w+') and top-level await/;
/** A value or an option of tsconfig.json that the compiler does not know: the one that comes with the SDK is of 2020. */
const UNKNOWN_OPTION = /error TS(?:6046: Argument for '--(\w+)'|5023: Unknown compiler option '(\w+)')/;
/** The message of Node about TypeScript that nothing compiles for it: newer ones take the types away, and no more than that. */
const NOT_COMPILED = /Unknown file extension "\.[cm]?ts"|TypeScript .* (?:is|are) not supported in strip-only mode/;
const MISSING_FILE = /Cannot find module '([^']+)\.([cm]?)js' imported from /;

/** A package by its name, perhaps with a path in it: neither a file nor an alias of tsconfig.json. */
const MISSING_PACKAGE =
  /^(?:Error: )?Cannot find (?:module|package) '((?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(?:\/[^']*)?'/;
/** In the words of Node.js 22 and of 20. */
const WRONG_MANIFEST = /(?:Invalid package config|Error parsing) ([^\n]*package\.json)/;

/**
 * Returns what to set or to install for a program that could not be loaded; undefined for every other failure. Neither Node's words nor the
 * SDK's say which file of the project it is up to.
 *
 * @param file where in the project it failed, if that is known
 */
export function moduleAdvice(text: string, project: Project, file: string | undefined): string | undefined {
  const directory = project.workingDirectory;
  const entry = project.entryPoint === "." ? entryOf(directory) : project.entryPoint;
  if (REQUIRED_BY_RUNNER.test(text) || (NO_ENTRY_POINT.test(text) && MODULE_ENTRIES.includes(entry ?? ""))) {
    return (
      `${entry ?? "The program"} is an ES module, and the Pulumi SDK loads it as CommonJS: ` +
      `${inFile(join(directory, "package.json"), ...AS_MODULE)}.`
    );
  }
  const [unknown, value, option = value] = UNKNOWN_OPTION.exec(text) ?? [];
  if (unknown !== undefined && !hasTypeScript(directory)) {
    return (
      `The TypeScript that comes with the Pulumi SDK does not know "${option}" as tsconfig.json sets it, and this project has no other: ` +
      `run ${packageManagerOf(directory).addDev} typescript in ${directory}.`
    );
  }
  if (/\.[cm]?ts$/.test(file ?? "") && COMPILED_TO_COMMONJS.test(text)) {
    const tsconfig = join(project.directory, project.runtimeOptions.tsconfig ?? "tsconfig.json");
    const setting = '"module": "nodenext"';
    return (
      'package.json says "type": "module", and the TypeScript was compiled to CommonJS: ' +
      `${inFile(tsconfig, `${setting} under "compilerOptions"`, `{ "compilerOptions": { ${setting} } }`)}.`
    );
  }
  const [, manifest] = WRONG_MANIFEST.exec(text) ?? [];
  if (manifest !== undefined) {
    return `${manifest} is not valid JSON: ${jsonProblem(manifest)}`;
  }
  const [missing, name] = MISSING_PACKAGE.exec(text) ?? [];
  const importer = importingFolder(file, directory);
  if (missing !== undefined && name !== undefined && !isInstalled(name, importer)) {
    return `${missing}: ${installAdvice(name, importer)}`;
  }
  if (NOT_COMPILED.test(text) || isUncompiledImport(text)) {
    return (
      "TypeScript in ES modules is compiled by ts-node, which this project does not have: " +
      `run ${packageManagerOf(directory).addDev} ts-node typescript in ${directory}.`
    );
  }
  // import() in TypeScript that is compiled to CommonJS would be require() again
  const isTypeScript = /\.tsx?$/.test(file ?? "");
  const asModule = isTypeScript ? inFile(join(importer, "package.json"), ...AS_MODULE) : undefined;
  return importAdvice(text, asModule);
}

/**
 * Returns the folder whose package.json an import is up to. A program that imports the code of its functions from beside it leaves the
 * project's own folder, and Node looks there for what that code imports.
 */
function importingFolder(file: string | undefined, directory: string): string {
  const path = resolve(directory, file ?? ".");
  if (path === directory || path.startsWith(directory + sep)) {
    return directory;
  }
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) {
      return folder;
    }
  }
  return directory;
}

function hasTypeScript(directory: string): boolean {
  try {
    createRequire(join(directory, "index.js")).resolve("typescript");
    return true;
  } catch {
    return false;
  }
}

function isInstalled(name: string, directory: string): boolean {
  const folders = createRequire(join(directory, "index.js")).resolve.paths(name) ?? [];
  return isBuiltin(name) || folders.some((folder) => existsSync(join(folder, name)));
}

/** Returns how to install a package: with all others where the project names it already. */
function installAdvice(name: string, directory: string): string {
  const manager = packageManagerOf(directory);
  return isNamed(name, join(directory, "package.json"))
    ? `package.json names it, and it is not installed. Run ${manager.install} in ${directory}.`
    : `it is not installed. Run ${manager.add} ${name} in ${directory}.`;
}

function isNamed(name: string, manifest: string): boolean {
  const content = parsedJson(existsSync(manifest) ? readFileSync(manifest, "utf8") : "{}");
  return (
    isRecord(content) &&
    ["dependencies", "devDependencies"].some((kind) => isRecord(content[kind]) && Object.hasOwn(content[kind], name))
  );
}

function jsonProblem(file: string): string {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return "Node.js cannot read it.";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function entryOf(directory: string): string | undefined {
  return ["index.ts", ...MODULE_ENTRIES].find((name) => existsSync(join(directory, name)));
}

/** An import of `./names.js` that only ts-node takes for `names.ts`. */
function isUncompiledImport(text: string): boolean {
  const [, path, kind] = MISSING_FILE.exec(text) ?? [];
  return path !== undefined && existsSync(`${path}.${kind}ts`);
}

function inFile(file: string, setting: string, content: string): string {
  return existsSync(file) ? `add ${setting} to ${file}` : `write ${file} with ${content}`;
}
