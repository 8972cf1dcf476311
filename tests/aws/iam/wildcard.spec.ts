import assert from "node:assert/strict";
import { wildcardMatch } from "../../../aws/iam/wildcard";

describe("wildcardMatch", () => {
  it("takes dots and dollars as they are", () => {
    assert.equal(wildcardMatch("a.b/$default", "a.b/$default"), true);
    assert.equal(wildcardMatch("a.b", "axb"), false);
  });
});
