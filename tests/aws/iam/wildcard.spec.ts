import assert from "node:assert/strict";
import { wildcardMatch } from "../../../aws/iam/wildcard";

describe("wildcardMatch", () => {
  it("takes dots and dollars as they are", () => {
    assert.equal(wildcardMatch("a.b/$default", "a.b/$default"), true);
    assert.equal(wildcardMatch("a.b", "axb"), false);
  });

  it("takes a star for any run of characters, none too, and a question mark for one", () => {
    for (const [pattern, text, matches] of [
      ["*", "", true],
      ["", "", true],
      ["", "a", false],
      ["?", "", false],
      ["?", "*", true],
      ["a*b*c", "a/b/b\n/c", true],
      ["a*b*c", "a/b/c/d", false],
      ["*b", "abab", true],
      ["a**", "a", true],
      ["a*?", "a", false],
      ["*/GET/*", "api/prod/GET/", true],
    ] as const) {
      assert.equal(wildcardMatch(pattern, text), matches, `${pattern} ${text}`);
    }
  });

  it("tells at once that a pattern of many stars does not match a long text", () => {
    assert.equal(wildcardMatch(`${"*a".repeat(30)}b`, "a".repeat(1_600)), false);
  });
});
