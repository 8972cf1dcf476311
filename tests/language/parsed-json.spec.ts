import assert from "node:assert/strict";
import { jsonOrText, parsedJson } from "../../language/parsed-json";

describe("parsedJson", () => {
  it("returns any value of JSON, and undefined for what is not JSON", () => {
    assert.deepEqual(["{}", "[1]", "null", "0"].map(parsedJson), [{}, [1], null, 0]);
    assert.deepEqual(["", "{", "undefined", "{a: 1}"].map(parsedJson), [undefined, undefined, undefined, undefined]);
  });
});

describe("jsonOrText", () => {
  it("returns any value of JSON, and a text that is not JSON as it is", () => {
    assert.deepEqual(["{}", "null", '"a"', "7"].map(jsonOrText), [{}, null, "a", 7]);
    assert.deepEqual(["", "a", "{a: 1}"].map(jsonOrText), ["", "a", "{a: 1}"]);
  });
});
