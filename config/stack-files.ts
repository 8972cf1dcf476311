import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as yaml from "yaml";

/** The files that a stack's config comes from. */
export interface StackFiles {
  /** Returns the file of a key and, where it is in the file, its line: `Pulumi.prod.yaml:7`. */
  placeOf(fullKey: string, path: readonly PropertyKey[]): string;
  /** Returns whether the stack's own file has the key with a value that is not encrypted. */
  isReadable(fullKey: string): boolean;
}

/** Returns the files of a stack without reading them: a place is `Pulumi.<stack>.yaml`. */
export function unreadFiles(stack: string): StackFiles {
  return { placeOf: () => `Pulumi.${stack}.yaml`, isReadable: () => false };
}

/** Returns the files of a stack, which are read only once a message needs them. */
export function stackFiles(root: string, project: string, stack: string): StackFiles {
  let read: ReadFile[] | undefined;
  const files = (): ReadFile[] => (read ??= readFiles(root, stack));
  const names = (key: string): string[] =>
    key.startsWith(`${project}:`) ? [key, key.slice(project.length + 1)] : [key];
  return {
    placeOf: (fullKey, path) => {
      const [own] = files();
      for (const file of files()) {
        for (const name of names(fullKey)) {
          const line = lineOf(file, ["config", name, ...path]);
          if (line !== undefined) {
            return `${file.name}:${line}`;
          }
        }
      }
      return own?.name ?? `Pulumi.${stack}.yaml`;
    },
    isReadable: (fullKey) => {
      const [own] = files();
      return names(fullKey).some((name) => {
        const value: unknown = own?.document?.getIn(["config", name]);
        const { isMap } = loadYaml();
        return value !== undefined && !(isMap(value) && value.has("secure"));
      });
    },
  };
}

interface ReadFile {
  /** From the project's folder, with forward slashes. */
  name: string;
  document?: yaml.Document.Parsed;
  lines: yaml.LineCounter;
}

/** The stack's file, and Pulumi.yaml, which may have defaults. */
function readFiles(root: string, stack: string): ReadFile[] {
  const project = readFile(root, firstOf(root, "Pulumi"));
  const folder: unknown = project.document?.get("stackConfigDir") ?? project.document?.get("config");
  const directory = typeof folder === "string" ? `${folder.replace(/^\.\/|\/+$/g, "")}/` : "";
  return [readFile(root, firstOf(root, `${directory === "./" ? "" : directory}Pulumi.${stack}`)), project];
}

function firstOf(root: string, name: string): string {
  const names = ["yaml", "yml", "json"].map((extension) => `${name}.${extension}`);
  return names.find((candidate) => existsSync(join(root, candidate))) ?? `${name}.yaml`;
}

function readFile(root: string, name: string): ReadFile {
  const { LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  try {
    return { name, document: parseDocument(readFileSync(join(root, name), "utf8"), { lineCounter: lines }), lines };
  } catch {
    return { name, lines };
  }
}

/** Returns the line of the deepest part of a path that the file has; undefined where it does not have the key. */
function lineOf({ document, lines }: ReadFile, path: readonly PropertyKey[]): number | undefined {
  const { isMap, isNode, isScalar, isSeq } = loadYaml();
  let node: unknown = document?.contents;
  let offset: number | undefined;
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined;
    const item: unknown = isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
    const found: unknown = pair === undefined ? item : pair.key;
    if (!isNode(found)) {
      return depth < 2 ? undefined : offset && lines.linePos(offset).line;
    }
    offset = found.range?.[0];
    node = pair === undefined ? item : pair.value;
  }
  return offset && lines.linePos(offset).line;
}

const load = createRequire(__filename);

/** Only an error needs it: a program does not wait for it. */
function loadYaml(): typeof yaml {
  return load("yaml") as typeof yaml;
}
