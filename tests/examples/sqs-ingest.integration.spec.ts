import assert from "node:assert/strict";
import type { Gateway } from "../../gateway/server";
import { evaluateExample, type Example, rolePolicy } from "./example";

describe("examples/sqs-ingest", () => {
  let example: Example;
  let gateway: Gateway;

  before(async () => {
    example = await evaluateExample("sqs-ingest", "dev");
    gateway = await example.serve();
  });
  after(() => gateway?.close());

  it("lets API Gateway send to this queue with this key, and nothing else", () => {
    const queue = example.node("sqs/queue:Queue", "readings").outputs.arn;
    const key = example.node("kms/key:Key", "readings").outputs.arn;
    assert.deepEqual(rolePolicy(example, "ingest-readings-206f4b43-role"), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
        { Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: key },
      ],
    });
  });

  it("sends each reading to the queue, in the group of its device", async () => {
    const response = await fetch(`${gateway.url}/devices/boiler/readings`, { method: "POST", body: '{"celsius":60}' });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<MessageId>[0-9a-f-]{36}<\/MessageId>/);
    const { MessageBody, MessageGroupId } = gateway.inbox[0]?.parameters ?? {};
    assert.deepEqual({ MessageBody, MessageGroupId }, { MessageBody: '{"celsius":60}', MessageGroupId: "boiler" });
  });
});
