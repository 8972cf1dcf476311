import assert from "node:assert/strict";
import { ownValue, setOwn } from "../../language/own-value";

describe("ownValue", () => {
  it("returns what the record has", () => {
    assert.equal(ownValue({ stage: "prod" }, "stage"), "prod");
    assert.equal(ownValue(Object.fromEntries([["__proto__", "x"]]), "__proto__"), "x");
  });

  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "stage"]) {
    it(`returns undefined for ${name} where the record does not have it`, () => {
      assert.equal(ownValue({}, name), undefined);
      assert.equal(ownValue(undefined, name), undefined);
    });
  }
});

describe("setOwn", () => {
  for (const name of ["stage", "constructor", "__proto__"]) {
    it(`sets ${name} as any other member`, () => {
      const record: Record<string, string> = {};
      setOwn(record, name, "a");
      setOwn(record, name, "b");
      assert.deepEqual(Object.entries(record), [[name, "b"]]);
      assert.equal(JSON.stringify({ ...record }), JSON.stringify(Object.fromEntries([[name, "b"]])));
    });
  }
});
