import assert from "node:assert/strict";
import { installedPackage, optionalPackage } from "../../../../gateway/behavior/shared/optional-package";

describe("optionalPackage", () => {
  it("loads a package that is there", () => {
    assert.equal(typeof optionalPackage<{ join: unknown }>("node:path", "a path").join, "function");
  });

  it("says what a missing package is for, and how to get it", () => {
    assert.throws(() => optionalPackage("not-a-package-of-ours", "a mapping template"), {
      message:
        'a mapping template needs the package "not-a-package-of-ours": run npm install --save-dev not-a-package-of-ours',
    });
  });

  it("hides no other error than that a package is missing", () => {
    // commander exports no such part
    for (const load of [optionalPackage, installedPackage]) {
      assert.throws(() => load("commander/none", "a test"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
    }
  });

  it("is undefined where it is not needed and not there", () => {
    assert.equal(installedPackage("not-a-package-of-ours"), undefined);
    assert.equal(typeof installedPackage<{ join: unknown }>("node:path")?.join, "function");
  });
});
