import { statSync, type Stats } from "node:fs";

/** Returns what is known of the file or folder at a path; undefined where nothing exists. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Node.js 20 throws all the same where the path leads through a file
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}
