import assert from "node:assert/strict";
import { answerInvoke } from "../../../../engine/synthesis";
import { isSecret } from "../../../../engine/graph/value";
import { IRELAND, text } from "../synthesised";

const CHINA = { ...IRELAND, region: "cn-north-1", partition: "aws-cn" };

describe("answerInvoke", () => {
  it("answers who deploys and where", () => {
    assert.equal(answerInvoke("aws:index/getCallerIdentity:getCallerIdentity", {}, IRELAND)?.accountId, "123456789012");
    assert.deepEqual(answerInvoke("aws:index/getPartition:getPartition", {}, CHINA), {
      dnsSuffix: "amazonaws.com.cn",
      id: "aws-cn",
      partition: "aws-cn",
      reverseDnsPrefix: "cn.com.amazonaws",
    });
    assert.deepEqual(answerInvoke("aws:index/getRegion:getRegion", {}, IRELAND), {
      description: "Europe (Ireland)",
      endpoint: "ec2.eu-west-1.amazonaws.com",
      id: "eu-west-1",
      name: "eu-west-1",
      region: "eu-west-1",
    });
  });

  it("answers a region's zones with their ids", () => {
    const answer = answerInvoke("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "available" }, IRELAND);
    assert.deepEqual(answer?.names, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    assert.deepEqual(answer?.zoneIds, ["euw1-az1", "euw1-az2", "euw1-az3"]);
    const tokyo = { ...IRELAND, region: "ap-northeast-1" };
    const other = answerInvoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, tokyo);
    assert.deepEqual(other?.zoneIds, ["apne1-az1", "apne1-az3", "apne1-az4"]);
  });

  it("answers look-ups in AWS's forms, and the same every time", () => {
    const zone = answerInvoke("aws:route53/getZone:getZone", { name: "example.com." }, IRELAND);
    assert.match(text(zone?.zoneId), /^Z[A-Z0-9]{20}$/);
    assert.equal(zone?.name, "example.com");
    assert.equal(zone?.arn, `arn:aws:route53:::hostedzone/${text(zone?.zoneId)}`);
    assert.deepEqual(zone, answerInvoke("aws:route53/getZone:getZone", { name: "example.com." }, IRELAND));
    assert.equal(
      answerInvoke("aws:lambda/getFunction:getFunction", { functionName: "pay" }, IRELAND)?.arn,
      "arn:aws:lambda:eu-west-1:123456789012:function:pay",
    );
  });

  it("keeps passwords, secrets and parameters secret", () => {
    const registry = answerInvoke("aws:ecr/getAuthorizationToken:getAuthorizationToken", {}, IRELAND);
    assert.ok(isSecret(registry?.password) && isSecret(registry?.authorizationToken));
    assert.ok(isSecret(answerInvoke("aws:ssm/getParameter:getParameter", { name: "/a" }, IRELAND)?.value));
    const version = answerInvoke("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "s" }, IRELAND);
    assert.ok(isSecret(version?.secretString));
  });

  it("doesn't answer what it doesn't know", () => {
    assert.equal(answerInvoke("aws:index/getBillingServiceAccount:getBillingServiceAccount", {}, IRELAND), undefined);
  });
});
