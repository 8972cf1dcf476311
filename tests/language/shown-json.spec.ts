import assert from "node:assert/strict";
import { shownJson } from "../../language/shown-json";

describe("shownJson", () => {
  it("writes JSON", () => {
    assert.equal(shownJson({ a: [1, null] }), '{"a":[1,null]}');
    assert.equal(shownJson(undefined), "undefined");
  });

  it("names a value that is too deep to write", () => {
    assert.equal(shownJson(JSON.parse("[".repeat(50_000) + "]".repeat(50_000))), "a value that is nested too deep");
  });
});
