import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder that `npm run frameworks` installs into. */
export const CACHE =
  process.env.GATEWRIGHT_FRAMEWORKS ?? join(process.cwd(), "node_modules/.cache/gatewright-frameworks");

export const NODE_CACHE = join(CACHE, "node");
export const PYTHON_CACHE = join(CACHE, "python");

/** Returns which of the packages are not installed. */
export function missingNodePackages(packages: readonly string[]): string[] {
  return packages.filter((name) => !existsSync(join(NODE_CACHE, "node_modules", name)));
}

/** Returns which of the modules are not installed. */
export function missingPythonModules(modules: readonly string[]): string[] {
  return modules.filter((name) => !existsSync(join(PYTHON_CACHE, name)));
}
