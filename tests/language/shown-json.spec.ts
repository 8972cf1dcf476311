import assert from "node:assert/strict";
import { shownJson } from "../../language/shown-json";

describe("shownJson", () => {
  it("writes JSON", () => {
    assert.equal(shownJson({ a: [1, null] }), '{"a":[1,null]}');
    assert.equal(shownJson(undefined), "undefined");
  });

  it("names a value that is too deep to write", () => {
    // V8 of Node.js 26 writes arrays of any depth
    const endless = { toJSON: (): string => JSON.stringify([endless]) };
    assert.equal(shownJson(endless), "a value that is nested too deep");
    const deep = "[".repeat(50_000) + "]".repeat(50_000);
    assert.ok(["a value that is nested too deep", deep].includes(shownJson(JSON.parse(deep))));
  });
});
