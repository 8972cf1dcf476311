import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { SERVED_HERE } from "../language/served-here";
import { readZip } from "../language/zip";
import type { Architecture, PythonRuntime } from "./args";
import { downloadWheels } from "./pip";
import { requirementsDigest } from "./requirements";

/** The packages of a function, and for what they are chosen. */
export interface Packages {
  /** The folder with the code. */
  folder: string;
  /** The file in it. @default requirements.txt, where there is one */
  requirements?: string;
  runtime: PythonRuntime;
  architecture: Architecture;
}

/** Packages that no program has used for so long are removed. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Returns the packages of a function, each folder and file of them by its name. pip downloads them once for the same requirements,
 * runtime and processor; they are kept in `.gatewright/python` of the project.
 *
 * @throws RunError where pip is missing, or finds no wheel
 */
export function wheelAssets(component: string, packages: Packages): pulumi.asset.AssetMap {
  const { folder, requirements = "requirements.txt" } = packages;
  const file = join(folder, requirements);
  if (!existsSync(file)) {
    return {};
  }
  const unpacked = unpackedWheels(component, file, packages);
  const path = relative(process.cwd(), unpacked);
  return Object.fromEntries(
    readdirSync(unpacked, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isDirectory()
        ? new pulumi.asset.FileArchive(join(path, entry.name))
        : new pulumi.asset.FileAsset(join(path, entry.name)),
    ]),
  );
}

function unpackedWheels(component: string, file: string, { runtime, architecture }: Packages): string {
  const target = process.env[SERVED_HERE] === undefined ? { runtime, architecture } : undefined;
  const cache = join(projectDirectory(), ".gatewright", "python");
  const kept = join(cache, requirementsDigest(file, target));
  if (existsSync(kept)) {
    const now = new Date();
    utimesSync(kept, now, now);
    return kept;
  }
  mkdirSync(cache, { recursive: true });
  removeUnused(cache);
  const work = mkdtempSync(join(cache, "download-"));
  try {
    const wheels = join(work, "wheels");
    const unpacked = join(work, "unpacked");
    mkdirSync(unpacked);
    downloadWheels(component, { file, into: wheels, target });
    for (const wheel of readdirSync(wheels).sort()) {
      unpackWheel(join(wheels, wheel), unpacked);
    }
    keep(unpacked, kept);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return kept;
}

/** Pulumi's mocks have no folder of a project. */
function projectDirectory(): string {
  const root = pulumi.getRootDirectory();
  return isAbsolute(root) ? root : process.cwd();
}

function keep(unpacked: string, kept: string): void {
  try {
    renameSync(unpacked, kept);
  } catch (error) {
    // another program may have been first
    if (!existsSync(kept)) {
      throw error;
    }
  }
}

/**
 * Unpacks a wheel as pip installs it, but for scripts, which a function has no use for and which name the Python of this machine.
 * https://packaging.python.org/en/latest/specifications/binary-distribution-format/#installing-a-wheel-distribution-1-0-py32-none-any-whl
 */
function unpackWheel(wheel: string, folder: string): void {
  for (const { path, data } of readZip(readFileSync(wheel))) {
    const [, kind, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const inside = kind === undefined ? path : kind === "purelib" || kind === "platlib" ? rest : undefined;
    if (inside !== undefined && !inside.split("/").includes("..")) {
      mkdirSync(dirname(join(folder, inside)), { recursive: true });
      writeFileSync(join(folder, inside), data);
    }
  }
}

function removeUnused(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
