import assert from "node:assert/strict";
import { JsonSyntaxError, parseJson } from "../../../../gateway/behavior/templates/json";

describe("parseJson", () => {
  it("reads a text as long as a payload may be, with quotes and backslashes in it", () => {
    const long = 'x\\"'.repeat(2_000_000);
    assert.equal(parseJson(JSON.stringify(long)), long);
    assert.equal(parseJson('"\\\\\\\\"'), "\\\\");
    assert.throws(() => parseJson('"\\"'), JsonSyntaxError);
    assert.throws(() => parseJson('"x'), JsonSyntaxError);
  });

  it("takes no number of more digits than anybody means, which would take long to calculate with", () => {
    const digits = "9".repeat(10_000);
    assert.equal(parseJson(digits), BigInt(digits));
    for (const text of [`${digits}9`, `0.${digits}`, "9".repeat(500_000)]) {
      assert.throws(() => parseJson(text), /expected a number of at most 10000 characters \[line: 1, column: 1\]/);
    }
  });
});
