import assert from "node:assert/strict";
import { makeUrn, packageOf, parseUrn, providerUrn } from "../../../engine/monitor/urn";

describe("URNs", () => {
  it("name the types of all parents but the stack", () => {
    assert.equal(makeUrn("dev", "shop", "pulumi:pulumi:Stack", "a:b:C", "n"), "urn:pulumi:dev::shop::a:b:C::n");
    assert.equal(makeUrn("dev", "shop", "x:y:Z", "a:b:C", "n"), "urn:pulumi:dev::shop::x:y:Z$a:b:C::n");
  });

  it("are read back, with names that hold a double colon", () => {
    assert.deepEqual(parseUrn("urn:pulumi:dev::shop::x:y:Z$a:b:C::one::two"), {
      stack: "dev",
      project: "shop",
      qualifiedType: "x:y:Z$a:b:C",
      type: "a:b:C",
      name: "one::two",
    });
  });

  it("are what a provider reference starts with", () => {
    assert.equal(
      providerUrn("urn:pulumi:dev::shop::pulumi:providers:aws::p::id"),
      "urn:pulumi:dev::shop::pulumi:providers:aws::p",
    );
    assert.equal(packageOf("aws:sns/topic:Topic"), "aws");
  });
});
