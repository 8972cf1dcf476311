import assert from "node:assert/strict";
import { decodePath, headerValue, headerValues, queryPairs } from "../../../../gateway/behavior/shared/request";

describe("headers of a request", () => {
  const headers = [
    ["X-Id", "1"],
    ["x-id", "2"],
  ] as const;

  it("are found without regard to case, all or joined with commas", () => {
    assert.deepEqual(headerValues(headers, "X-ID"), ["1", "2"]);
    assert.equal(headerValue(headers, "x-iD"), "1,2");
    assert.equal(headerValue(headers, "other"), undefined);
  });
});

describe("queryPairs", () => {
  it("decodes names and values and keeps the order", () => {
    assert.deepEqual(queryPairs("b=%2B+1&a=&b=2&c"), [
      ["b", "+ 1"],
      ["a", ""],
      ["b", "2"],
      ["c", ""],
    ]);
    assert.deepEqual(queryPairs(""), []);
  });
});

describe("decodePath", () => {
  it("leaves a malformed sequence as it stands", () => {
    assert.equal(decodePath("/a%20b"), "/a b");
    assert.equal(decodePath("/a%zz"), "/a%zz");
  });
});
