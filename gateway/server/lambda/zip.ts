import { LAMBDA_LIMITS } from "../../../aws/quotas";
import { readZip, type ZipEntry } from "../../../language/zip";

/** Reads every file of a function's archive; a path that leaves the archive is refused, and one that is larger than Lambda takes. */
export function readArchive(archive: Buffer): ZipEntry[] {
  let total = 0;
  const entries = readZip(archive, ({ size }) => {
    total += size;
    if (total > LAMBDA_LIMITS.unzippedPackage.value) {
      throw new Error(`it is larger than the ${LAMBDA_LIMITS.unzippedPackage.value} bytes that Lambda unzips`);
    }
    return true;
  });
  return entries.map((entry) => ({ ...entry, path: checkedPath(entry.path) }));
}

/** An entry that points out of the archive would be written over the user's own files. */
export function checkedPath(path: string): string {
  const parts = path.split(/[\\/]/);
  if (path.startsWith("/") || /^[a-zA-Z]:/.test(path) || parts.includes("..")) {
    throw new Error(`the archive's entry ${JSON.stringify(path)} points out of the archive`);
  }
  return path;
}
