import assert from "node:assert/strict";
import { parsedJson } from "../../language/parsed-json";

describe("parsedJson", () => {
  it("returns any value of JSON, and undefined for what is not JSON", () => {
    assert.deepEqual(["{}", "[1]", "null", "0"].map(parsedJson), [{}, [1], null, 0]);
    assert.deepEqual(["", "{", "undefined", "{a: 1}"].map(parsedJson), [undefined, undefined, undefined, undefined]);
  });
});
