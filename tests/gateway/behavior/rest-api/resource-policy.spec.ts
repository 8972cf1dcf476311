import assert from "node:assert/strict";
import type { IamIdentity } from "../../../../gateway/behavior/shared/request";
import { without } from "../../../support/requests";
import { judgeResourcePolicy } from "../../../../gateway/behavior/rest-api/resource-policy";
import type { PolicyCaller } from "../../../../gateway/behavior/shared/policy-caller";

const API = "arn:aws:execute-api:eu-west-1:123456789012:api";
const METHOD = `${API}/prod/GET/a`;
const CALLER: PolicyCaller = { sourceIp: "192.0.2.1", headers: [], timeEpoch: Date.UTC(2020, 3, 1, 12) };
const user = (userArn: string, accountId: string): IamIdentity => ({
  ...{ accessKey: "AKIA", accountId, callerId: "AIDA", principalOrgId: null, userArn, userId: "AIDA" },
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
describe("judgeResourcePolicy", () => {
  const judge = (Statement: unknown, caller: Partial<PolicyCaller> = {}): unknown =>
    judgeResourcePolicy({ Statement }, API, METHOD, { ...CALLER, ...caller });
  const allow = (more: object = {}): object => ({
    Effect: "Allow",
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource: "execute-api:/*",
    ...more,
  });

  it("refuses statements that are none, and never allows by them", () => {
    for (const Statement of [[1], ["x"], [null], "x", [{ Effect: "Allow", Action: "*", Resource: "*" }, 7]]) {
      const judged = judge(Statement) as { invalid: string };
      assert.ok(typeof judged === "object", JSON.stringify(Statement));
      assert.match(judged.invalid, /has no "Statement"/);
    }
  });

  it("allows nobody without statements", () => {
    for (const policy of [undefined, null, {}, { Statement: [] }]) {
      assert.notEqual(judgeResourcePolicy(policy, API, METHOD, CALLER), "allow");
    }
  });

  it("reads a resource that is short for the API's own", () => {
    for (const Resource of ["execute-api:/*", "execute-api:/prod/GET/*", "execute-api:prod/GET/a", [`${API}/*`], "*"]) {
      assert.equal(judge(allow({ Resource })), "allow", String(Resource));
    }
    for (const Resource of ["execute-api:/dev/*", `${API}x/*`, "x-execute-api:/*"]) {
      assert.equal(judge(allow({ Resource })), "implicitDeny", Resource);
    }
    assert.equal(judge(allow({ Resource: undefined, NotResource: "execute-api:/dev/*" })), "implicitDeny");
    const rest = without(allow() as { Resource: string }, "Resource");
    assert.equal(judge({ ...rest, NotResource: "execute-api:/dev/*" }), "allow");
    assert.equal(judge({ ...rest, NotResource: ["execute-api:/prod/*"] }), "implicitDeny");
  });

  it("denies before it allows", () => {
    assert.equal(judge([allow(), allow({ Effect: "Deny" })]), "explicitDeny");
  });

  it("is for the principals that it names", () => {
    const arn = "arn:aws:iam::123456789012:user/ann";
    const account = "123456789012";
    for (const Principal of ["*", { AWS: "*" }, { AWS: ["*"] }]) {
      assert.equal(judge(allow({ Principal })), "allow");
    }
    for (const Principal of [
      { AWS: arn },
      { AWS: ["arn:aws:iam::210987654321:root", arn] },
      { AWS: account },
      { AWS: `arn:aws:iam::${account}:root` },
    ]) {
      assert.equal(judge(allow({ Principal }), { iam: user(arn, account) }), "allow", JSON.stringify(Principal));
      assert.equal(judge(allow({ Principal })), "implicitDeny", `${JSON.stringify(Principal)}, anonymous`);
    }
    for (const Principal of [{ AWS: "arn:aws:iam::123456789012:user/bob" }, { Service: "x" }, null]) {
      assert.equal(judge(allow({ Principal }), { iam: user(arn, account) }), "implicitDeny", JSON.stringify(Principal));
    }
    const anybody = without(allow() as { Principal: string }, "Principal");
    assert.equal(judge(anybody), "allow");
    assert.equal(judge({ ...anybody, NotPrincipal: { AWS: arn } }, { iam: user(arn, account) }), "implicitDeny");
    assert.equal(judge({ ...anybody, NotPrincipal: { AWS: arn } }), "allow");
  });

  it("takes conditions on the caller's address and account, and those on a VPC as met", () => {
    const on = (Condition: object, caller: Partial<PolicyCaller> = {}): unknown => judge(allow({ Condition }), caller);
    assert.equal(on({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }), "allow");
    assert.equal(on({ IpAddress: { "aws:VpcSourceIp": ["192.0.2.0/24"] } }), "allow");
    assert.equal(on({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }), "implicitDeny");
    assert.equal(on({ StringEquals: { "aws:SourceVpc": "vpc-1" } }), "allow");
    assert.equal(on({ StringEquals: { "aws:SourceVpce": "vpce-1" } }), "allow");
    assert.equal(on({ Bool: { "aws:SecureTransport": "true" } }), "allow");
    assert.equal(on({ Bool: { "aws:SecureTransport": "false" } }), "implicitDeny");
    const arn = "arn:aws:iam::1:user/ann";
    const caller = { iam: user(arn, "1") };
    assert.equal(on({ ArnEquals: { "aws:PrincipalArn": arn } }, caller), "allow");
    assert.equal(on({ ArnEquals: { "aws:PrincipalArn": arn } }), "implicitDeny");
    assert.equal(on({ StringEquals: { "aws:PrincipalAccount": "1" } }, caller), "allow");
    assert.equal(on({ StringEquals: { "aws:PrincipalAccount": "1" } }), "implicitDeny");
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
  it("takes conditions on the time, on headers and on the caller's user", () => {
    const headers = [
      ["User-Agent", "curl/8"],
      ["referer", "https://shop.example.com/a"],
    ] as const;
    const anybody = { ...CALLER, headers };
    const ann = { ...anybody, iam: user("arn:aws:iam::1:user/staff/ann", "1") };
    for (const [condition, isMet, isMetByAnn] of [
      [{ DateLessThan: { "aws:CurrentTime": "2020-04-01T12:00:01Z" } }, true, true],
      [{ DateLessThan: { "aws:CurrentTime": "2020-04-01T14:00:00+02:00" } }, false, false],
      [{ DateGreaterThanEquals: { "aws:currenttime": "2020-04-01" } }, true, true],
      [{ DateGreaterThan: { "aws:CurrentTime": "1585742399" } }, true, true],
      [{ DateEquals: { "aws:EpochTime": "2020-04-01T12:00:00Z" } }, true, true],
      [{ NumericGreaterThan: { "aws:EpochTime": 1585742400 } }, false, false],
      [{ StringLike: { "aws:Referer": ["https://shop.example.com/*"] } }, true, true],
      [{ StringLike: { "aws:UserAgent": "curl/*" } }, true, true],
      [{ StringEquals: { "aws:username": "ann" } }, false, true],
      [{ StringEquals: { "aws:PrincipalType": "User" } }, false, true],
      [{ StringEquals: { "aws:userid": "AIDA" } }, false, true],
      // the organization isn't known here: a caller is taken for one of it
      [{ StringEquals: { "aws:PrincipalOrgID": "o-1" } }, false, true],
      [{ Bool: { "aws:MultiFactorAuthPresent": "true" } }, false, false],
    ] as const) {
      const judged = [anybody, ann].map((caller) => judge(allow({ Condition: condition }), caller));
      const expected = [isMet, isMetByAnn].map((met) => (met ? "allow" : "implicitDeny"));
      assert.deepEqual(judged, expected, JSON.stringify(condition));
    }
    assert.equal(judge(allow({ Condition: { Null: { "aws:Referer": "True" } } })), "allow");
  });

  it("judges no policy with an operator that IAM does not have", () => {
    for (const operator of ["StringEqual", "constructor", "ForAnyValue:__proto__"]) {
      assert.deepEqual(judge(allow({ Effect: "Deny", Condition: { [operator]: { "aws:SourceIp": "1" } } })), {
        invalid: `a statement's "Condition" has ${JSON.stringify(operator)}, which is no operator; write one such as "StringEquals"`,
      });
    }
  });
});
