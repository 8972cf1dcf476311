import assert from "node:assert/strict";
import { without } from "../../../support/requests";
import { judgeResourcePolicy, type PolicyCaller } from "../../../../gateway/behavior/rest-api/resource-policy";

const API = "arn:aws:execute-api:eu-west-1:123456789012:api";
const METHOD = `${API}/prod/GET/a`;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
describe("judgeResourcePolicy", () => {
  const judge = (Statement: unknown, caller: Partial<PolicyCaller> = {}): unknown =>
    judgeResourcePolicy({ Statement }, API, METHOD, { sourceIp: "192.0.2.1", ...caller });
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
      assert.notEqual(judgeResourcePolicy(policy, API, METHOD, { sourceIp: "192.0.2.1" }), "allow");
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
      assert.equal(judge(allow({ Principal }), { arn, account }), "allow", JSON.stringify(Principal));
      assert.equal(judge(allow({ Principal })), "implicitDeny", `${JSON.stringify(Principal)}, anonymous`);
    }
    for (const Principal of [{ AWS: "arn:aws:iam::123456789012:user/bob" }, { Service: "x" }, null]) {
      assert.equal(judge(allow({ Principal }), { arn, account }), "implicitDeny", JSON.stringify(Principal));
    }
    const anybody = without(allow() as { Principal: string }, "Principal");
    assert.equal(judge(anybody), "allow");
    assert.equal(judge({ ...anybody, NotPrincipal: { AWS: arn } }, { arn, account }), "implicitDeny");
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
    const caller = { arn: "arn:aws:iam::1:user/ann", account: "1" };
    assert.equal(on({ ArnEquals: { "aws:PrincipalArn": caller.arn } }, caller), "allow");
    assert.equal(on({ ArnEquals: { "aws:PrincipalArn": caller.arn } }), "implicitDeny");
    assert.equal(on({ StringEquals: { "aws:PrincipalAccount": "1" } }, caller), "allow");
    assert.equal(on({ StringEquals: { "aws:PrincipalAccount": "1" } }), "implicitDeny");
  });
});
