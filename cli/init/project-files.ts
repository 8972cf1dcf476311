import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord } from "../../language/is-record";
import { statsOf } from "../../language/stats-of";

/** The folders of `templates/`; every project has what is in `shared` too. */
export const TEMPLATES = ["http-api", "rest-api", "websocket", "multi-stack"] as const;
export type Template = (typeof TEMPLATES)[number];

/** The template whose files a template changes or adds to. */
const BASES: Partial<Record<Template, Template>> = { "multi-stack": "http-api" };

export interface NewProject {
  folder: string;
  /** The name of the Pulumi project. */
  name: string;
  template: Template;
  /** Of this package, which the project depends on. */
  version: string;
}

/**
 * Writes the files of a new project. Returns their paths in it.
 *
 * @throws Error where the folder has a file of the same name, is a file itself, or can't be written to: nothing stays written then
 */
export function createProject({ folder, name, template, version }: NewProject): string[] {
  const sources = ["shared", BASES[template], template].filter((source) => source !== undefined);
  const files = new Map<string, string>();
  for (const source of sources.map((name) => join(templatesFolder(), name))) {
    for (const path of pathsOf(source)) {
      const text = readFileSync(join(source, path), "utf8")
        .replaceAll("__name__", name)
        .replaceAll("__version__", `^${version}`);
      const target = targetOf(path);
      const before = files.get(target);
      files.set(target, before !== undefined && target === "package.json" ? mergedManifest(before, text) : text);
    }
  }
  refuseFile(folder);
  const taken = [...files.keys()].filter((path) => isThere(join(folder, path)));
  if (taken.length > 0) {
    throw new Error(`${folder} has ${taken.slice(0, 3).join(", ")} already: specify an empty or a new folder.`);
  }
  const made: string[] = [];
  const written: string[] = [];
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      made.push(...makeFolder(dirname(file)));
      written.push(file);
      writeFileSync(file, text);
    }
  } catch (error) {
    written.filter(isThere).forEach((file) => rmSync(file));
    made.reverse().forEach((path) => rmdirSync(path));
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The project cannot be written to ${folder}: ${why}. Name a folder that can be written to.`);
  }
  return [...files.keys()];
}

/** A link that leads nowhere is there too: a file would be written to where it leads. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** @throws Error where the folder, or one above it, is a file */
function refuseFile(folder: string): void {
  const stats = statsOf(folder);
  if (stats !== undefined && !stats.isDirectory()) {
    throw new Error(`${folder} is not a folder: specify an empty or a new folder.`);
  }
  if (stats === undefined && dirname(folder) !== folder) {
    refuseFile(dirname(folder));
  }
}

/**
 * Makes a folder and those above it that are missing, and returns those that it made. The `recursive` of Node.js tries for ever where the
 * system takes no folder although the one above exists, such as below /proc.
 */
function makeFolder(folder: string): string[] {
  if (existsSync(folder)) {
    return [];
  }
  const above = makeFolder(dirname(folder));
  mkdirSync(folder);
  return [...above, folder];
}

/** A template's file whose name starts with an underscore has a dot there: npm packs no .gitignore. */
function targetOf(path: string): string {
  return path
    .split("/")
    .map((part) => part.replace(/^_/, "."))
    .join("/");
}

function pathsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** The shared package.json with the dependencies of the template's. */
function mergedManifest(shared: string, own: string): string {
  const [base, more] = [shared, own].map((text) => JSON.parse(text) as Record<string, unknown>);
  const merged = Object.entries(base ?? {}).map(([key, value]) => {
    const added = more?.[key];
    return [key, isRecord(value) && isRecord(added) ? sorted({ ...value, ...added }) : value] as const;
  });
  return `${JSON.stringify(Object.fromEntries(merged), undefined, 2)}\n`;
}

function sorted(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The build stands one folder deeper than the source. */
function templatesFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "templates", "shared", "package.json"))) {
      return join(folder, "templates");
    }
    if (folder === dirname(folder)) {
      throw new Error("The templates of this package are missing: install it again.");
    }
  }
}
