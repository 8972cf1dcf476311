import assert from "node:assert/strict";
import { isArn, isRoleArn, logGroupOfArn, parseArn } from "../../aws/arn";

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
describe("an ARN", () => {
  it("has five parts, the last of which may hold colons", () => {
    assert.deepEqual(parseArn("arn:aws-cn:logs:cn-north-1:123456789012:log-group:orders:*"), {
      partition: "aws-cn",
      service: "logs",
      region: "cn-north-1",
      account: "123456789012",
      resource: "log-group:orders:*",
    });
    assert.equal(parseArn("arn:aws:s3:::orders")?.resource, "orders");
    for (const text of [
      ...["", "orders", "arn:aws", "arn:aws:sqs:eu-west-1", "arn:aws:sqs:eu-west-1:123456789012:"],
      ...["urn:aws:s3:::orders", "arn::s3:::orders", "arn:aws::::orders", "arn:aws:s3", "arn:aws:s3::::"],
    ]) {
      assert.equal(parseArn(text), undefined, text);
    }
  });

  it("is well formed with a partition of AWS and an account of 12 digits, of AWS itself, or without one", () => {
    for (const arn of [
      ...["arn:aws:s3:::orders", "arn:aws:iam::aws:policy/x", "arn:aws:sqs:eu-west-1:123456789012:q"],
      ...["arn:aws-us-gov:s3:::orders", "arn:aws:logs:eu-west-1:123456789012:log-group:x:*"],
    ]) {
      assert.ok(isArn(arn), arn);
    }
    for (const arn of [
      ...["arn:az:s3:::orders", "arn:aws:sqs:eu-west-1:1234:q", "arn:aws:SQS:eu-west-1:123456789012:q"],
      ...["an arn:aws:s3:::orders", "arn:aws:s3:::orders\nx", "arn:aws:s3:::", "arn:aws7:s3:::orders"],
    ]) {
      assert.ok(!isArn(arn), arn);
    }
  });

  it("is a role's with the account and a name", () => {
    assert.ok(isRoleArn("arn:aws:iam::123456789012:role/service-role/logs"));
    assert.ok(!isRoleArn("arn:aws:iam::123456789012:user/ada"));
    assert.ok(!isRoleArn("arn:aws:iam::123456789012:role/"));
    assert.ok(!isRoleArn("an arn:aws:iam::123456789012:role/logs"));
  });

  it("names a log group, with or without the star of its streams", () => {
    assert.equal(logGroupOfArn("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/api:*"), "/aws/api");
    assert.equal(logGroupOfArn("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/api"), "/aws/api");
    for (const other of [
      "arn:aws:firehose:eu-west-1:123456789012:deliverystream/x",
      "arn:aws:firehose:eu-west-1:123456789012:log-group:x",
      "arn:aws:logs:eu-west-1:123456789012:destination:x",
      "orders",
    ]) {
      assert.equal(logGroupOfArn(other), undefined, other);
    }
  });
});
