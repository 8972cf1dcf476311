import assert from "node:assert/strict";
import {
  decodePath,
  firstPart,
  headerValue,
  headerValues,
  lastHeaderValue,
  queryPairs,
} from "../../../../gateway/behavior/shared/request";

describe("headers of a request", () => {
  const headers = [
    ["X-Id", "1"],
    ["x-id", "2"],
  ] as const;

  it("are found without regard to case, all, the last or joined with commas", () => {
    assert.deepEqual(headerValues(headers, "X-ID"), ["1", "2"]);
    assert.equal(headerValue(headers, "x-iD"), "1,2");
    assert.equal(headerValue(headers, "other"), undefined);
    assert.equal(lastHeaderValue(headers, "x-iD"), "2");
    assert.equal(lastHeaderValue(headers, "other"), undefined);
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

describe("firstPart", () => {
  for (const [path, part] of [
    ["/dev/orders", "dev"],
    ["/dev", "dev"],
    ["/", ""],
    ["//orders", ""],
    ["dev", ""],
    ["", ""],
  ] as const) {
    it(`is ${JSON.stringify(part)} of ${JSON.stringify(path)}`, () => assert.equal(firstPart(path), part));
  }
});

describe("decodePath", () => {
  it("leaves a malformed sequence as it stands", () => {
    assert.equal(decodePath("/a%20b"), "/a b");
    assert.equal(decodePath("/a%zz"), "/a%zz");
  });
});
