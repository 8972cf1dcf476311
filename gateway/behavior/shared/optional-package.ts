import { createRequire } from "node:module";

const load = createRequire(__filename);

/**
 * A package that only some programs need, loaded when the first of them does.
 *
 * @throws Error that says what for, and how to get it.
 */
export function optionalPackage<T>(name: string, purpose: string): T {
  return load(optionalPackagePath(name, purpose)) as T;
}

/** Returns a package that makes something quicker, and nothing else possible; undefined where it is not installed. */
export function installedPackage<T>(name: string): T | undefined {
  try {
    return load(name) as T;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Returns the file of such a package, for a thread that loads it.
 *
 * @throws Error that says what for, and how to get it.
 */
export function optionalPackagePath(name: string, purpose: string): string {
  try {
    return load.resolve(name);
  } catch (error) {
    if (isMissing(error)) {
      throw new Error(`${purpose} needs the package "${name}": run npm install --save-dev ${name}`);
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === "MODULE_NOT_FOUND";
}
