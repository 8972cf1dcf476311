import { readZip, type ZipEntry } from "../../../language/zip";

/** Reads every file of a function's archive; a path that leaves the archive is refused. */
export function readArchive(archive: Buffer): ZipEntry[] {
  return readZip(archive).map((entry) => ({ ...entry, path: checkedPath(entry.path) }));
}

/** An entry that points out of the archive would be written over the user's own files. */
export function checkedPath(path: string): string {
  const parts = path.split(/[\\/]/);
  if (path.startsWith("/") || /^[a-zA-Z]:/.test(path) || parts.includes("..")) {
    throw new Error(`the archive's entry ${JSON.stringify(path)} points out of the archive`);
  }
  return path;
}
