import assert from "node:assert/strict";
import { canonicalText } from "../../../engine/graph/canonical-value";

describe("the canonical text of a value", () => {
  it("is equal whatever the order of the keys, nested ones included", () => {
    assert.equal(canonicalText({ b: [{ d: 1, c: null }], a: "x" }), '{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it("keeps the order of lists, and is empty for undefined alone", () => {
    assert.notEqual(canonicalText(["a", "b"]), canonicalText(["b", "a"]));
    assert.deepEqual([canonicalText(undefined), canonicalText(null), canonicalText("")], ["", "null", '""']);
  });
});
