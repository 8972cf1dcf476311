import { mkdirSync } from "node:fs";
import { statsOf } from "../../../language/stats-of";

/**
 * Makes the folder that keeps the state, and none above it: a project that was moved or deleted while it is served is not made anew in its
 * old place.
 *
 * @throws Error where it can't be made.
 */
export function makeStateDirectory(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (statsOf(path)?.isDirectory() !== true) {
      throw error;
    }
  }
}
