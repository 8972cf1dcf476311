import assert from "node:assert/strict";
import { autoNameOf } from "../../aws/auto-names";

describe("autoNameOf", () => {
  it("has the length that AWS takes, and the input that gets the name", () => {
    const { property, maxLength } = autoNameOf("aws:lambda/permission:Permission") ?? {};
    assert.deepEqual([property, maxLength], ["statementId", 100]);
    assert.equal(autoNameOf("aws:iam/role:Role")?.maxLength, 64);
  });

  it("ends first-in-first-out queues and topics with .fifo", () => {
    assert.equal(autoNameOf("aws:sqs/queue:Queue")?.suffix({ fifoQueue: true }), ".fifo");
    assert.equal(autoNameOf("aws:sns/topic:Topic")?.suffix({}), "");
  });

  it("writes buckets in lower case", () => {
    assert.equal(autoNameOf("aws:s3/bucket:Bucket")?.lowerCase, true);
  });

  it("knows no name of a type without one", () => {
    assert.equal(autoNameOf("aws:apigatewayv2/route:Route"), undefined);
    assert.equal(autoNameOf("constructor"), undefined);
  });
});
