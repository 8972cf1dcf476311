import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type ResourceGraph } from "../graph";
import { isArchive, isAsset, type PropertyValue } from "../value";
import { isOwn } from "../monitor/source-position";
import { type Project } from "../project/project";

const MANIFESTS = ["package.json", "tsconfig.json"];

/** The project's own files behind a graph: its configuration, the modules that were loaded, and the assets' files and folders. */
export function sourcesOf(
  project: Project,
  configurationFiles: string[],
  loaded: string[],
  graph: ResourceGraph,
): string[] {
  const assets = graph.resources.flatMap(({ inputs }) => assetPaths(inputs));
  const files = [
    ...configurationFiles,
    ...loaded.filter((file) => file.startsWith(project.directory)),
    ...graph.resources.flatMap(({ source }) => (source === undefined ? [] : [source.file])),
    ...MANIFESTS.map((name) => resolve(project.directory, name)),
    ...assets.map((path) => resolve(project.workingDirectory, path)),
  ];
  return [...new Set(files)].filter((file) => isOwn(file) && existsSync(file)).sort();
}

function assetPaths(value: PropertyValue): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const own = (isAsset(value) || isArchive(value)) && typeof value.path === "string" ? [value.path] : [];
  return [...own, ...Object.values(value).flatMap((item: PropertyValue) => assetPaths(item))];
}
