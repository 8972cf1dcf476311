import { createHash, type Hash } from "node:crypto";
import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isArchive, isAsset, type PropertyValue } from "../../../engine/graph/value";
import { checkedPath, readArchive } from "./zip";
import { isRecord } from "../../../language/is-record";

/** A function's code could not be read; the message says which path and what is wrong with it. */
export class CodeArchiveError extends Error {}

type Marked = { [key: string]: PropertyValue };

/** A digest of the code's content: equal code keeps its warm environments over a reload. */
export async function fingerprintCode(code: PropertyValue, workingDirectory: string): Promise<string> {
  const hash = createHash("sha256");
  await addToHash(hash, code, workingDirectory);
  return hash.digest("hex");
}

/** Writes the code into `target` as Lambda unpacks it into LAMBDA_TASK_ROOT. */
export async function unpackCode(code: PropertyValue, workingDirectory: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  if (isAsset(code)) {
    throw new CodeArchiveError(
      "the code is a single asset: give it as an archive, `new pulumi.asset.AssetArchive({...})`",
    );
  }
  if (!isArchive(code)) {
    throw new CodeArchiveError("the code is not an archive: give it as `new pulumi.asset.FileArchive(path)`");
  }
  await unpackArchive(code, workingDirectory, target);
}

/** The folder that a whole archive is made of; undefined where it is a file, or made of several things. */
export async function codeFolder(code: PropertyValue, workingDirectory: string): Promise<string | undefined> {
  if (!isArchive(code) || typeof code.path !== "string") {
    return undefined;
  }
  const path = localPath(code, workingDirectory);
  return (await existing(path)).isDirectory() ? path : undefined;
}

async function unpackArchive(archive: Marked, workingDirectory: string, target: string): Promise<void> {
  if (isRecord(archive.assets)) {
    for (const [path, item] of Object.entries(archive.assets)) {
      await unpackItem(item, workingDirectory, join(target, checkedPath(path)));
    }
    return;
  }
  const source = localPath(archive, workingDirectory);
  const found = await existing(source);
  if (found.isDirectory()) {
    await cp(source, target, { recursive: true, dereference: true });
    return;
  }
  if (!/\.(zip|jar)$/.test(source)) {
    throw new CodeArchiveError(`${source} is neither a folder nor a .zip: Lambda's own format is zip`);
  }
  let entries;
  try {
    entries = readArchive(await readFile(source));
  } catch (error) {
    throw new CodeArchiveError(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const entry of entries) {
    await writeNested(join(target, entry.path), entry.data);
  }
}

async function unpackItem(item: PropertyValue, workingDirectory: string, target: string): Promise<void> {
  if (isArchive(item)) {
    await mkdir(target, { recursive: true });
    await unpackArchive(item, workingDirectory, target);
    return;
  }
  if (!isAsset(item)) {
    throw new CodeArchiveError(`the archive's entry ${target} is neither an asset nor an archive`);
  }
  if (typeof item.text === "string") {
    await writeNested(target, item.text);
    return;
  }
  const source = localPath(item, workingDirectory);
  await existing(source);
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, { recursive: true, dereference: true });
}

async function addToHash(hash: Hash, value: PropertyValue, workingDirectory: string): Promise<void> {
  if (!isArchive(value) && !isAsset(value)) {
    hash.update(JSON.stringify(value));
    return;
  }
  if (typeof value.text === "string") {
    hash.update(`text ${value.text}\n`);
    return;
  }
  if (isRecord(value.assets)) {
    for (const [path, item] of Object.entries(value.assets)) {
      hash.update(`entry ${path}\n`);
      await addToHash(hash, item, workingDirectory);
    }
    return;
  }
  await addPathToHash(hash, localPath(value, workingDirectory));
}

/** @param holders The folders that hold the path, as the system tells them apart. */
async function addPathToHash(hash: Hash, path: string, holders: readonly string[] = []): Promise<void> {
  const found = await existing(path);
  if (found.isFile()) {
    hash.update(await readable(path, readFile(path)));
    return;
  }
  const identity = `${found.dev}:${found.ino}`;
  if (!found.isDirectory()) {
    throw new CodeArchiveError(`${path} is neither a file nor a folder, so no archive can hold it`);
  }
  if (holders.includes(identity)) {
    throw new CodeArchiveError(
      `${path} is a symbolic link to a folder that holds it, so the archive would have no end`,
    );
  }
  for (const name of (await readable(path, readdir(path))).sort()) {
    hash.update(`file ${name}\n`);
    await addPathToHash(hash, join(path, name), [...holders, identity]);
  }
}

async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new CodeArchiveError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function localPath(mark: Marked, workingDirectory: string): string {
  if (typeof mark.path === "string") {
    return resolve(workingDirectory, mark.path);
  }
  if (typeof mark.uri === "string" && mark.uri.startsWith("file://")) {
    return fileURLToPath(mark.uri);
  }
  throw new CodeArchiveError(`the code is at ${JSON.stringify(mark.uri)}: only code on this machine runs locally`);
}

async function existing(path: string): ReturnType<typeof stat> {
  try {
    return await stat(path);
  } catch {
    throw new CodeArchiveError(`no file or folder at ${path}`);
  }
}

async function writeNested(path: string, data: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
}
