import assert from "node:assert/strict";
import { conditionHolds } from "../../../aws/iam/condition";
import { ANY_VALUE, type ConditionContext } from "../../../aws/iam/condition-context";

const context: ConditionContext = {
  "aws:sourceip": ["10.1.2.3"],
  "aws:principalarn": ["arn:aws:iam::1:user/a"],
  "aws:sourcevpce": ANY_VALUE,
};
const holds = (operator: string, key: string, wanted: string | string[]): boolean =>
  conditionHolds({ [operator]: { [key]: wanted } }, context);

describe("conditionHolds", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html: "in any condition that involves the string
  // operators or the ARN operators", not in others
  for (const [operator, wanted, actual, expected] of [
    ["StringEquals", "team-${aws:username}", "team-ann", true],
    ["StringEquals", "team-${aws:username}", "team-bob", false],
    ["StringEquals", "a${*}", "a*", true],
    ["StringEqualsIgnoreCase", "${aws:username}", "ANN", true],
    ["StringLike", "${aws:username}-*", "ann-1", true],
    ["StringLike", "${*}-*", "x-1", false],
    ["StringLike", "${*}-*", "*-1", true],
    ["StringNotEquals", "${aws:username}", "ann", false],
    // nothing is equal to a variable without a value, or like it
    ["StringEquals", "${aws:nobody}", "", false],
    ["StringLike", "${aws:nobody}*", "x", false],
    ["StringNotEquals", "${aws:nobody}", "x", true],
    ["StringEquals", "${aws:nobody, 'x'}", "x", true],
    ["ArnLike", "arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:user/ann", true],
    ["ArnLike", "arn:aws:iam::1:user/${*}", "arn:aws:iam::1:user/ann", false],
    ["ArnEquals", "arn:aws:iam::1:user/a${*}*", "arn:aws:iam::1:user/a*b", true],
    ["StringEquals", "${aws:SourceVpce}", "anything", true],
    ["Bool", "${aws:flag}", "true", false],
    ["IpAddress", "${aws:ip}", "10.1.2.3", false],
    ["NumericEquals", "${aws:number}", "7", false],
  ] as const) {
    it(`${operator} of ${wanted} ${expected ? "takes" : "does not take"} ${actual || "an empty text"}`, () => {
      const keys: ConditionContext = {
        key: [actual],
        "aws:username": ["ann"],
        "aws:flag": ["true"],
        "aws:ip": ["10.1.2.3"],
        "aws:number": ["7"],
        "aws:sourcevpce": ANY_VALUE,
      };
      assert.equal(conditionHolds({ [operator]: { key: wanted } }, keys, "2012-10-17"), expected);
    });
  }

  it("takes variables for texts in other versions of the language", () => {
    const keys: ConditionContext = { key: ["${aws:username}"], "aws:username": ["ann"] };
    assert.equal(conditionHolds({ StringEquals: { key: "${aws:username}" } }, keys), true);
    assert.equal(conditionHolds({ StringEquals: { key: "${aws:username}" } }, keys, "2012-10-17"), false);
  });

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

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  for (const [operator, wanted, actual, expected] of [
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEqualsIgnoreCase", "aB", "Ab", true],
    ["StringEqualsIgnoreCase", "aB", "ac", false],
    ["StringNotEqualsIgnoreCase", "aB", "Ab", false],
    ["StringNotEqualsIgnoreCase", "aB", "ac", true],
    ["StringLike", "a*c", "abc", true],
    ["ArnEquals", "arn:aws:iam::*:user/a", "arn:aws:iam::1:user/a", true],
    ["ArnNotEquals", "arn:aws:iam::1:user/a", "arn:aws:iam::1:user/a", false],
    ["ArnNotLike", "arn:aws:iam::1:*", "arn:aws:iam::2:user/a", true],
    ["Bool", "True", "true", true],
    ["Bool", "false", "true", false],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
    ["BinaryEquals", "QmluYXJ5", "qmluyxj5", false],
    ["NumericEquals", "10", "10.0", true],
    ["NumericEquals", "10", "11", false],
    ["NumericNotEquals", "10", "10.0", false],
    ["NumericNotEquals", "10", "11", true],
    ["NumericLessThan", "10", "9", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericLessThanEquals", "10", "11", false],
    ["NumericGreaterThan", "10", "11", true],
    ["NumericGreaterThan", "10", "10", false],
    ["NumericGreaterThanEquals", "10", "10", true],
    ["NumericGreaterThanEquals", "10", "9", false],
    ["DateEquals", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", true],
    ["DateEquals", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z", false],
    ["DateNotEquals", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z", true],
    ["DateLessThan", "2020-01-02T00:00:00Z", "2020-01-01T00:00:00Z", true],
    ["DateLessThan", "2020-01-02T00:00:00Z", "2020-01-02T00:00:00Z", false],
    ["DateLessThanEquals", "2020-01-02T00:00:00Z", "2020-01-02T00:00:00Z", true],
    ["DateGreaterThan", "2020-01-02T00:00:00Z", "2020-01-03T00:00:00Z", true],
    ["DateGreaterThan", "2020-01-02T00:00:00Z", "2020-01-02T00:00:00Z", false],
    ["DateGreaterThanEquals", "2020-01-02T00:00:00Z", "2020-01-02T00:00:00Z", true],
    // "epoch (UNIX) time"
    ["DateEquals", "1577836800", "2020-01-01T00:00:00Z", true],
    ["DateLessThan", "1577836800.5", "2020-01-01T00:00:00Z", true],
    // "the W3C implementations of ISO 8601", in UTC wherever the gateway runs
    ["DateEquals", "2020-01-01", "2020-01-01T00:00:00Z", true],
    ["DateEquals", "2020-01", "2020-01-01T00:00:00Z", true],
    ["DateEquals", "2020", "2020-01-01T00:00:00Z", true],
    ["DateEquals", "2020-01-01T00:00", "2020-01-01T00:00:00Z", true],
    ["DateLessThan", "July 1, 2030", "2020-01-01T00:00:00Z", false],
    // "each of the six colon-delimited components of the ARN is checked separately"
    ["ArnLike", "arn:aws:*:user/a", "arn:aws:iam::1:user/a", false],
    ["ArnLike", "arn:*:*:*:*:*", "arn:aws:lambda:eu-west-1:1:function:a:live", true],
    ["ArnLike", "arn:aws:iam::1:*", "arn:aws:iam::12:1:user", false],
    ["ArnLike", "*", "arn:aws:iam::1:user/a", true],
    ["IpAddress", "2001:db8::/32", "2001:db8::1", true],
    ["IpAddress", "2001:db8::/32", "2001:db9::1", false],
    ["IpAddress", "2001:db8::1", "2001:db8::1", true],
    ["IpAddress", "2001:db8::1", "2001:db8::2", false],
    ["IpAddress", "::/0", "10.1.2.3", false],
    ["IpAddress", "0.0.0.0/0", "2001:db8::1", false],
    ["IpAddress", "0.0.0.0/0", "10.1.2.3", true],
    ["IpAddress", "10.1.2.3/32", "10.1.2.3", true],
    ["NotIpAddress", "10.0.0.0/8", "192.0.2.1", true],
    // what is no range holds nothing, and ends nothing
    ["IpAddress", "10.0.0.0/33", "10.0.0.1", false],
    ["IpAddress", "10.0.0.0/-1", "10.0.0.1", false],
    ["IpAddress", "10.0.0.0/x", "10.0.0.1", false],
    ["IpAddress", "10.0.0.0/8.5", "10.0.0.1", false],
    ["IpAddress", "::/129", "::1", false],
  ] as const) {
    it(`${operator} ${wanted} ${expected ? "holds" : "does not hold"} for ${actual}`, () => {
      assert.equal(conditionHolds({ [operator]: { key: wanted } }, { key: [actual] }), expected);
    });
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  for (const [operator, actual, expected] of [
    ["ForAllValues:StringEquals", ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "c"], false],
    ["ForAllValues:StringEquals", undefined, true],
    ["ForAllValues:StringNotEquals", ["c", "d"], true],
    ["ForAllValues:StringNotEquals", ["a", "d"], false],
    ["ForAnyValue:StringEquals", ["a", "c"], true],
    ["ForAnyValue:StringEquals", ["c", "d"], false],
    ["ForAnyValue:StringEquals", undefined, false],
    ["ForAnyValue:StringNotEquals", ["a", "d"], true],
    ["ForAnyValue:StringNotEquals", ["a", "b"], false],
    ["ForAnyValue:StringNotEquals", undefined, false],
    ["StringEquals", ["a", "c"], true],
    ["StringNotEquals", ["a", "c"], false],
    ["StringNotEquals", ["c", "d"], true],
    ["StringNotEqualsIfExists", undefined, true],
    ["ForAnyValue:StringEqualsIfExists", undefined, true],
    ["Null", ["a"], false],
  ] as const) {
    it(`${operator} a, b ${expected ? "holds" : "does not hold"} for ${actual?.join(", ") ?? "no key"}`, () => {
      const wanted = operator === "Null" ? "true" : ["a", "b"];
      assert.equal(
        conditionHolds({ [operator]: { Key: wanted } }, actual === undefined ? {} : { key: [...actual] }),
        expected,
      );
    });
  }

  it("reads no key and no operator that every object has", () => {
    assert.equal(conditionHolds({ StringLike: { constructor: "*", __proto__: "*" } }, {}), false);
    assert.equal(conditionHolds({ constructor: { key: "a" } }, { key: ["a"] }), false);
  });

  it("Null false asks for a key that is there", () => {
    assert.equal(conditionHolds({ Null: { key: "false" } }, { key: ["a"] }), true);
    assert.equal(conditionHolds({ Null: { key: "false" } }, {}), false);
  });

  it("wants all keys of an operator to hold", () => {
    const condition = { StringEquals: { a: "1", b: "2" } };
    assert.equal(conditionHolds(condition, { a: ["1"], b: ["2"] }), true);
    assert.equal(conditionHolds(condition, { a: ["1"], b: ["3"] }), false);
    assert.equal(conditionHolds({ StringEquals: "text" }, {}), true);
  });

  it("wants all operators and keys to hold, and knows no operator that it can't judge", () => {
    const both = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" }, StringEquals: { "aws:PrincipalArn": "other" } };
    assert.equal(conditionHolds(both, { "aws:sourceip": ["10.1.2.3"] }), false);
    assert.equal(holds("BinaryLike", "aws:SourceIp", "10.1.2.3"), false);
  });
});
