import assert from "node:assert/strict";
import { closestName, misspeltWord, nearestName } from "../../language/nearest-name";

describe("the closest name", () => {
  it("is the one that is fewest letters away, whatever their case", () => {
    assert.equal(closestName("alowed", ["exemptions", "allowed", "all"]), "allowed");
    assert.equal(closestName("Route-Autorized", ["method-authorized", "route-authorized"]), "route-authorized");
  });

  it("is the first of those that are equally near", () => {
    assert.equal(closestName("ac", ["aa", "ab"]), "aa");
  });

  it("is none among no names", () => {
    assert.equal(closestName("a", []), undefined);
  });
});

describe("the nearest name", () => {
  it("starts so, or few of its letters differ, whatever their case", () => {
    const known = ["throttle", "accessLog", "cors"];
    const near = ["throtle", "accesslog", "cros", "acces", "tags"].map((name) => nearestName(name, known));
    assert.deepEqual(near, ["throttle", "accessLog", "cors", "accessLog", undefined]);
  });
});

describe("misspeltWord", () => {
  const methods = ["GET", "PATCH", "POST", "PUT"];
  for (const [word, expected] of [
    ["GTE", "GET"],
    ["gett", "GET"],
    ["OPST", "POST"],
    ["PATH", "PATCH"],
    // two letters make another word
    ["FETCH", undefined],
    ["PUSH", undefined],
  ] as const) {
    it(`takes ${word} for ${expected ?? "none"}`, () => assert.equal(misspeltWord(word, methods), expected));
  }
});
