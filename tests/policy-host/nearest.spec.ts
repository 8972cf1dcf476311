import assert from "node:assert/strict";
import { nearest } from "../../policy-host/nearest";

describe("the nearest name", () => {
  it("is the one that is fewest letters away, whatever their case", () => {
    assert.equal(nearest("alowed", ["exemptions", "allowed", "all"]), "allowed");
    assert.equal(nearest("Route-Autorized", ["method-authorized", "route-authorized"]), "route-authorized");
  });

  it("is the first of those that are equally near", () => {
    assert.equal(nearest("ac", ["aa", "ab"]), "aa");
  });

  it("is none among no names", () => {
    assert.equal(nearest("a", []), undefined);
  });
});
