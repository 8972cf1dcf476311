import assert from "node:assert/strict";
import { encodePathValue, isBelowIntegration } from "../../../../gateway/behavior/shared/backend-path";

describe("encodePathValue", () => {
  for (const [value, expected] of [
    ["a b/c", "a%20b/c"],
    ["", ""],
    ["../admin", "..%2Fadmin"],
    ["a/../../b", "a%2F..%2F..%2Fb"],
    ["a/./b", "a%2F.%2Fb"],
    ["..a/b..", "..a/b.."],
    ["\ud800", "%EF%BF%BD"],
    ["?x=1#y", "%3Fx%3D1%23y"],
  ] as const) {
    it(`writes ${JSON.stringify(value)} as ${expected}`, () => assert.equal(encodePathValue(value), expected));
  }
});

describe("isBelowIntegration", () => {
  for (const [uri, url] of [
    ["http://h/base/{proxy}", "http://h/base/a/b?x=1"],
    ["http://h/base/{proxy}", "http://h/base/..%2Fadmin"],
    ["http://h/x{id}", "http://h/x1"],
    ["http://h/base", "http://h/base"],
    ["http://h/base", "http://h/base/orders"],
    ["http://h/base/?key=1", "http://h/base/a"],
    ["http://h", "http://h/a/b"],
    ["http://{host}/a", "http://other/a"],
  ] as const) {
    it(`holds for ${url} of ${uri}`, () => assert.equal(isBelowIntegration(uri, url), true));
  }

  for (const [uri, url] of [
    ["http://h/base/{proxy}", "http://h/base/../admin"],
    ["http://h/base/{proxy}", "http://h/base/%2e%2e/admin"],
    ["http://h/base/{proxy}", "http://h/base/.."],
    ["http://h/base", "http://h/base/../baseball"],
    ["http://h/base", "http://h/base/../../etc"],
    ["http://h:80{proxy}", "http://h:8080/"],
    ["http://h{proxy}", "http://h@evil.example/"],
    ["http://h{proxy}", "http://h.evil.example/"],
  ] as const) {
    it(`does not hold for ${url} of ${uri}`, () => assert.equal(isBelowIntegration(uri, url), false));
  }
});
