import assert from "node:assert/strict";
import { optionalPackage } from "../../../../gateway/behavior/shared/optional-package";

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
});
