import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import { statsOf } from "../../language/stats-of";

/**
 * Refuses a file that cannot be written, before a command works for what would go there.
 *
 * @param option the option with its value, for the error
 * @throws Error
 */
export function refuseOutput(option: string, file: string): void {
  const [problem] = outputProblems(option, file);
  if (problem !== undefined) {
    throw new Error(problem);
  }
}

/** Returns why a file cannot be written. */
export function outputProblems(option: string, file: string): string[] {
  const path = resolve(file);
  const folder = dirname(path);
  if (file === "") {
    return [`${option}: name a file after the "=".`];
  }
  if (statsOf(folder)?.isDirectory() !== true) {
    return [`${option}: the folder ${folder} does not exist. Create it, or specify another file.`];
  }
  const existing = statsOf(path);
  if (existing?.isDirectory() === true) {
    return [`${option}: ${path} is a folder. Name a file in it.`];
  }
  try {
    accessSync(existing === undefined ? folder : path, constants.W_OK);
    return [];
  } catch {
    return [`${option}: ${existing === undefined ? folder : path} cannot be written. Name another file.`];
  }
}
