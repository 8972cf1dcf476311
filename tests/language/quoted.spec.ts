import assert from "node:assert/strict";
import fc from "fast-check";
import { quoted } from "../../language/quoted";

describe("quoted", () => {
  it("writes each character as JSON does", () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const text = `a${String.fromCharCode(unit)}b`;
      assert.equal(quoted(text), JSON.stringify(text));
    }
  });

  it("writes any text as JSON does", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => quoted(text) === JSON.stringify(text)));
  });
});
