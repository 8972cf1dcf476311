import { inflateRawSync } from "node:zlib";

/** One file of a zip archive. */
export interface ZipEntry {
  /** With `/` between folders; never absolute and never leaving the archive. */
  path: string;
  data: Buffer;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** Reads every file of a zip archive (stored and deflated entries, which is what Lambda takes). */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = endOfDirectory(archive);
  const count = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(offset) !== DIRECTORY_ENTRY) {
      throw new Error("the zip archive's directory is damaged");
    }
    const nameLength = archive.readUInt16LE(offset + 28);
    const path = archive.toString("utf8", offset + 46, offset + 46 + nameLength);
    if (!path.endsWith("/")) {
      entries.push({ path: checkedPath(path), data: entryData(archive, offset, path) });
    }
    offset += 46 + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return entries;
}

function endOfDirectory(archive: Buffer): number {
  for (let offset = archive.length - 22; offset >= 0 && offset >= archive.length - 22 - 65535; offset--) {
    if (archive.readUInt32LE(offset) === END_OF_DIRECTORY) {
      return offset;
    }
  }
  throw new Error("not a zip archive");
}

function entryData(archive: Buffer, directoryOffset: number, path: string): Buffer {
  const method = archive.readUInt16LE(directoryOffset + 10);
  const size = archive.readUInt32LE(directoryOffset + 20);
  const local = archive.readUInt32LE(directoryOffset + 42);
  // names and extra fields may differ between the directory and the entry itself
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(start, start + size);
  if (method === STORED) {
    return data;
  }
  if (method === DEFLATED) {
    return inflateRawSync(data);
  }
  throw new Error(`${path} is packed with method ${method}: only stored and deflated entries can be read`);
}

/** An entry that points out of the archive would be written over the user's own files. */
export function checkedPath(path: string): string {
  const parts = path.split(/[\\/]/);
  if (path.startsWith("/") || /^[a-zA-Z]:/.test(path) || parts.includes("..")) {
    throw new Error(`the archive's entry ${JSON.stringify(path)} points out of the archive`);
  }
  return path;
}
