import assert from "node:assert/strict";
import type * as ajv from "ajv";
import { createContext, runInContext } from "node:vm";
import { importPackage } from "../../language/import-package";

describe("importing a package", () => {
  it("gives what import() gives", async () => {
    assert.equal(await importPackage("node:path", () => import("node:path")), await import("node:path"));
  });

  it("loads it by Node.js's own require in a context without import(), as that of Jest", async () => {
    const load = runInContext(`() => import("ajv")`, createContext()) as () => Promise<typeof ajv>;
    await assert.rejects(load(), { code: "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING" });
    const { Ajv } = await importPackage("ajv", load);
    assert.equal(new Ajv().validate({ type: "string" }, "text"), true);
  });

  it("fails where the package fails", async () => {
    const missing = "a-package-that-is-not-there";
    await assert.rejects(
      importPackage(missing, () => import(missing)),
      { code: "ERR_MODULE_NOT_FOUND" },
    );
  });
});
