import assert from "node:assert/strict";
import { ANY_VALUE, conditionHolds, type ConditionContext } from "../../../aws/iam/condition";

const context: ConditionContext = {
  "aws:sourceip": ["10.1.2.3"],
  "aws:principalarn": ["arn:aws:iam::1:user/a"],
  "aws:sourcevpce": ANY_VALUE,
};
const holds = (operator: string, key: string, wanted: string | string[]): boolean =>
  conditionHolds({ [operator]: { [key]: wanted } }, context);

describe("conditionHolds", () => {
  it("holds where there is no condition", () => {
    assert.equal(conditionHolds(undefined, {}), true);
  });

  it("compares addresses with ranges and with single addresses", () => {
    assert.equal(holds("IpAddress", "aws:SourceIp", "10.0.0.0/8"), true);
    assert.equal(holds("IpAddress", "aws:SourceIp", ["192.0.2.0/24", "10.1.2.3"]), true);
    assert.equal(holds("IpAddress", "aws:SourceIp", "10.2.0.0/16"), false);
    assert.equal(holds("NotIpAddress", "aws:SourceIp", "10.0.0.0/8"), false);
    assert.equal(holds("IpAddress", "aws:SourceIp", "not an address"), false);
  });

  it("compares texts, exactly and with wildcards", () => {
    assert.equal(holds("StringEquals", "aws:PrincipalArn", "arn:aws:iam::1:user/a"), true);
    assert.equal(holds("ArnLike", "aws:PrincipalArn", "arn:aws:iam::1:user/*"), true);
    assert.equal(holds("StringNotLike", "aws:PrincipalArn", "arn:aws:iam::1:*"), false);
  });

  it("fails a test on a missing key, and passes its opposite and IfExists", () => {
    assert.equal(holds("StringEquals", "aws:username", "a"), false);
    assert.equal(holds("StringNotEquals", "aws:username", "a"), true);
    assert.equal(holds("StringEqualsIfExists", "aws:username", "a"), true);
    assert.equal(holds("Null", "aws:username", "true"), true);
  });

  it("takes a key that may have any value for the one that is expected", () => {
    assert.equal(holds("StringEquals", "aws:SourceVpce", "vpce-1"), true);
    assert.equal(holds("StringNotEquals", "aws:SourceVpce", "vpce-1"), false);
  });

  it("wants all operators and keys to hold, and knows no operator that it can't judge", () => {
    const both = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" }, StringEquals: { "aws:PrincipalArn": "other" } };
    assert.equal(conditionHolds(both, { "aws:sourceip": ["10.1.2.3"] }), false);
    assert.equal(holds("BinaryEquals", "aws:SourceIp", "x"), false);
  });
});
