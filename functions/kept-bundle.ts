import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type * as esbuild from "esbuild";
import { type CheckedTexts, openCheckedTexts } from "../language/checked-texts";

/** A bundle's text, and the absolute paths of the files in it. */
export interface BundleText {
  code: string;
  inputs: string[];
}

/** A bundle with all that esbuild looked at for it, each as it was then. */
interface KeptBundle extends BundleText {
  /** Digests of files; null for those that did not exist. */
  files: Record<string, string | null>;
  /** Digests of the names in folders: a further file may be found before the one that was. */
  folders: Record<string, string | null>;
  /** The places where packages are, or could be. */
  packages: Record<string, string | null>;
}

/** Returns the bundle that was made with the same options from the same files; undefined where it has to be made. */
export function readKeptBundle(folder: string, options: esbuild.BuildOptions, bundler: string): BundleText | undefined {
  const text = keptIn(folder).read(entryOf(options, bundler));
  if (text === undefined) {
    return undefined;
  }
  const kept = JSON.parse(text) as KeptBundle;
  const isSame = (before: Record<string, string | null>, now: (path: string) => string | null): boolean =>
    Object.entries(before).every(([path, value]) => now(path) === value);
  return isSame(kept.files, fileDigest) && isSame(kept.folders, namesDigest) && isSame(kept.packages, realPath)
    ? kept
    : undefined;
}

/** Keeps a bundle for the next evaluation, unless what it was made of is unknown. */
export function keepBundle(folder: string, options: esbuild.BuildOptions, bundler: string, made: BundleText): void {
  const settings = settingsFiles(options.tsconfig);
  if (settings === undefined || options.plugins !== undefined) {
    return;
  }
  // with those above them: ./orders.ts is found before ./orders/index.ts
  const folders = [...new Set(made.inputs.flatMap((input) => [dirname(input), dirname(dirname(input))]))];
  const above = [...new Set(folders.flatMap(withFoldersAbove))];
  const names = new Set(made.inputs.flatMap(packageName));
  const files = [...made.inputs, ...settings, ...above.map((path) => join(path, "package.json"))];
  const packages = above.flatMap((path) => ["", ...names].map((name) => join(path, "node_modules", name)));
  const kept: KeptBundle = {
    ...made,
    files: Object.fromEntries(files.map((path) => [path, fileDigest(path)])),
    folders: Object.fromEntries(folders.map((path) => [path, namesDigest(path)])),
    packages: Object.fromEntries(packages.map((path) => [path, realPath(path)])),
  };
  keptIn(folder).keep(entryOf(options, bundler), JSON.stringify(kept));
}

const load = createRequire(__filename);

function keptIn(folder: string): CheckedTexts {
  return openCheckedTexts(load, folder);
}

const { digest } = keptIn("");

function entryOf(options: esbuild.BuildOptions, bundler: string): string {
  const manifest = join(dirname(dirname(bundler)), "package.json");
  const made = [bundler, textOf(manifest), process.env.NODE_PATH, options];
  return digest(JSON.stringify(made));
}

/** Returns a tsconfig.json and those that it extends; undefined where one is in a package, or refers to files in other places. */
function settingsFiles(file: string | undefined): string[] | undefined {
  if (file === undefined) {
    return [];
  }
  const text = textOf(file) ?? "";
  const extended = Array.from(text.matchAll(/"extends"\s*:\s*(?:"([^"]*)"|\[)/g), ([, path = ""]) => path);
  if (extended.some((path) => !path.startsWith(".")) || /"(?:paths|baseUrl|rootDirs)"/.test(text)) {
    return undefined;
  }
  const others = extended
    .map((path) => resolve(dirname(file), path))
    .map((path) => (path.endsWith(".json") ? path : `${path}.json`))
    .map((path) => (path === file ? undefined : settingsFiles(path)));
  return others.some((one) => one === undefined) ? undefined : [file, ...others.flatMap((one) => one ?? [])];
}

function withFoldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...withFoldersAbove(above)];
}

/** Returns the name of the package that a file is part of, if it is. */
function packageName(file: string): string[] {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
  return name === undefined ? [] : [name];
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function fileDigest(file: string): string | null {
  try {
    return digest(readFileSync(file));
  } catch {
    return null;
  }
}

function namesDigest(folder: string): string | null {
  try {
    return digest(readdirSync(folder).sort().join("\n"));
  } catch {
    return null;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
