import { type FlateError, FlateErrorCode, unzipSync } from "fflate";

/** One file of a zip archive. */
export interface ZipEntry {
  /** With `/` between folders. */
  path: string;
  data: Buffer;
}

/**
 * Reads the files of a zip archive, of all or of those that a filter lets through by their path and unpacked size.
 *
 * @throws Error where it is no zip archive, or packed otherwise than stored or deflated
 */
export function readZip(
  archive: Uint8Array,
  filter: (file: { path: string; size: number }) => boolean = () => true,
): ZipEntry[] {
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => !name.endsWith("/") && filter({ path: name, size: originalSize }),
    });
    return Object.entries(files).map(([path, data]) => ({
      path,
      data: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    }));
  } catch (error) {
    throw (error as FlateError).code === FlateErrorCode.InvalidZipData ? new Error("not a zip archive") : error;
  }
}
