import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ResourceGraph } from "../graph/graph";
import { isArchive, isAsset, type PropertyValue } from "../graph/value";
import { isOwn } from "../monitor/source-position";
import { type Project } from "../project/project";
import { statsOf } from "../../language/stats-of";

const MANIFESTS = ["package.json", "tsconfig.json"];

/** The project's own files behind a graph: its configuration, the modules that were loaded, and the assets' files and folders. */
export function sourcesOf(
  project: Project,
  configurationFiles: string[],
  loaded: string[],
  graph: ResourceGraph,
): string[] {
  const assets = graph.resources.flatMap(({ inputs }) => assetPaths(inputs));
  const paths = assets.map((path) => resolve(project.workingDirectory, path));
  return ownFiles([...programFiles(project, configurationFiles, loaded, graph), ...paths]);
}

/** Those of the sources that the program itself is made of, without its assets. */
export function programFiles(
  project: Project,
  configurationFiles: string[],
  loaded: string[],
  graph: ResourceGraph,
): string[] {
  const entries = graph.resources.flatMap(({ source }) => (source === undefined ? [] : [source.file]));
  return ownFiles([
    ...configurationFiles,
    ...loaded.filter((file) => file.startsWith(project.directory)),
    ...importedFiles(entries),
    ...MANIFESTS.map((name) => resolve(project.directory, name)),
  ]);
}

function ownFiles(files: string[]): string[] {
  return [...new Set(files)].filter((file) => isOwn(file) && existsSync(file)).sort();
}

function assetPaths(value: PropertyValue): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const own = (isAsset(value) || isArchive(value)) && typeof value.path === "string" ? [value.path] : [];
  return [...own, ...Object.values(value).flatMap((item: PropertyValue) => assetPaths(item))];
}

const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;
const EXTENSIONS = ["", ".ts", ".mts", ".js", ".mjs"];

/** The files that files import by a relative path: Node does not say which ES modules it has loaded. */
function importedFiles(entries: string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !isOwn(file) || !existsSync(file)) {
      return;
    }
    found.add(file);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(RELATIVE_IMPORT)) {
      const path = resolve(dirname(file), specifier);
      const candidates = EXTENSIONS.map((extension) => path + extension);
      const imported = [...candidates, path.replace(/js$/, "ts")].find((name) => statsOf(name)?.isFile());
      if (imported !== undefined) {
        visit(imported);
      }
    }
  };
  entries.forEach(visit);
  return [...found];
}
