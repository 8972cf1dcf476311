import { runInThisContext } from "node:vm";

/**
 * Returns a package that is loaded by `import()`, also in a test runner such as Jest: it runs modules in a context of their own, which has no
 * `import()`. There, Node.js's own `require` loads the package.
 *
 * @example
 * ```ts
 * const { SignJWT } = await importPackage("jose", () => import("jose"));
 * ```
 */
export async function importPackage<Package>(name: string, load: () => Promise<Package>): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    const code: unknown = Reflect.get(Object(error) as object, "code");
    if (typeof code !== "string" || !code.startsWith("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING")) {
      throw error;
    }
    // the runner has replaced `process` and `node:module` as well, in its context alone
    const process = runInThisContext("process") as NodeJS.Process;
    return process.getBuiltinModule("node:module").createRequire(__filename)(name) as Package;
  }
}
