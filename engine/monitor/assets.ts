import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRecord } from "../../language/is-record";
import { isArchive, isAsset, type PropertyValue, SIGNATURE_KEY } from "../graph/value";
import { type Properties } from "./property-codec";
import { tarEnd, tarEntry } from "./tar";
import { statsOf } from "../../language/stats-of";

/** Files with these names are archives already: their own bytes are hashed. */
const ARCHIVE_FILE = /\.(?:tar|tgz|tar\.gz|zip|jar)$/i;
/** Pulumi's own folder, which is no part of an archive. */
const BOOKKEEPING = ".pulumi";
const CONTENTS = ["text", "path", "uri", "assets"] as const;

/**
 * Returns the value with each asset and archive as the engine keeps it: what it is made of and the hash of that. What can't be read here,
 * such as a missing file or a URL, has no hash.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/asset/asset.go
 */
export function withHashes(value: PropertyValue, directory: string): PropertyValue {
  if (Array.isArray(value)) {
    return value.map((item) => withHashes(item, directory));
  }
  if (!isRecord(value)) {
    return value;
  }
  const isHashed: boolean = isAsset(value) || isArchive(value);
  const hash = isHashed ? hashOf(value, directory) : undefined;
  const kept = isHashed ? [SIGNATURE_KEY, ...CONTENTS] : Object.keys(value);
  const members = kept
    .filter((key) => key in value)
    .map((key) => [key, withHashes(value[key] ?? null, directory)] as const);
  return { ...Object.fromEntries(members), ...(hash === undefined ? undefined : { hash }) };
}

/** The hashes of folders, each with the state of its files when they were read: many functions share a folder. */
const folders = new Map<string, { state: string; hash: string }>();

/** A file that was changed so shortly before it was read may be changed again without another time: clocks of files tick in milliseconds. */
const SETTLED_MS = 2000;

/** Returns the state of a folder's files; undefined where they were changed just now, or can't be read. */
function stateOf(root: string): string | undefined {
  let newest = 0;
  try {
    const files = [...filesBelow(root, "")].map((name) => {
      const { ino, size, mtimeNs, ctimeNs, ctimeMs } = statSync(join(root, name), { bigint: true });
      newest = Math.max(newest, Number(ctimeMs));
      return [name, ino, size, mtimeNs, ctimeNs].join("\0");
    });
    return Date.now() - newest < SETTLED_MS ? undefined : files.join("\n");
  } catch {
    return undefined;
  }
}

function hashOf(value: Properties, directory: string): string | undefined {
  const { path } = value;
  const root = isArchive(value) && typeof path === "string" ? resolve(directory, path) : undefined;
  const isFolder = root !== undefined && statsOf(root)?.isDirectory() === true;
  const state = isFolder ? stateOf(root) : undefined;
  if (root === undefined || state === undefined) {
    return contentHash(value, directory);
  }
  const known = folders.get(root);
  const hash = known?.state === state ? known.hash : contentHash(value, directory);
  if (hash !== undefined) {
    folders.set(root, { state, hash });
  }
  return hash;
}

function contentHash(value: Properties, directory: string): string | undefined {
  const hash = createHash("sha256");
  const { path } = value;
  try {
    if (isAsset(value)) {
      hash.update(contentOf(value, directory));
    } else if (typeof path === "string" && ARCHIVE_FILE.test(path)) {
      hash.update(readFileSync(resolve(directory, path)));
    } else {
      writeTar(hash, value, directory);
    }
  } catch {
    return undefined;
  }
  return hash.digest("hex");
}

/** @throws where there is nothing to read */
function contentOf({ text, path }: Properties, directory: string): string | Uint8Array {
  if (typeof text === "string") {
    return text;
  }
  return readFileSync(resolve(directory, typeof path === "string" ? path : directory));
}

function writeTar(hash: Hash, archive: Properties, directory: string): void {
  const seen = new Set<string>();
  for (const [name, content] of filesOf(archive, directory)) {
    if (!seen.has(name)) {
      seen.add(name);
      tarEntry(name, content()).forEach((block) => hash.update(block));
    }
  }
  hash.update(tarEnd());
}

/** @throws for an archive in an archive whose files only an unpacked one would show */
function* filesOf(archive: Properties, directory: string): Generator<[string, () => Uint8Array]> {
  const { path, assets } = archive;
  if (typeof path === "string") {
    const root = resolve(directory, path);
    if (!statSync(root).isDirectory()) {
      throw new Error(`${root} is not a folder`);
    }
    for (const file of filesBelow(root, "")) {
      yield [file, () => readFileSync(join(root, file))];
    }
    return;
  }
  if (!isRecord(assets)) {
    throw new Error("the archive has no content here");
  }
  for (const name of Object.keys(assets).sort(byCodePoint)) {
    const item = assets[name];
    if (isArchive(item)) {
      for (const [file, content] of filesOf(item, directory)) {
        yield [join(name, file), content];
      }
    } else if (isAsset(item)) {
      yield [name, () => Buffer.from(contentOf(item, directory))];
    }
  }
}

/** The files in the order of Go's `filepath.Walk`; links are left out. */
function* filesBelow(root: string, folder: string): Generator<string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => name !== BOOKKEEPING);
  for (const entry of entries.sort((one, other) => byCodePoint(one.name, other.name))) {
    const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      yield* filesBelow(root, name);
    } else if (!entry.isSymbolicLink()) {
      yield name;
    }
  }
}

function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
