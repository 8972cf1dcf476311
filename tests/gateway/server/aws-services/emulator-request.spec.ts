import assert from "node:assert/strict";
import { jsonParameters, queryForm } from "../../../../gateway/server/aws-services/emulator-request";
import type { ServiceCall } from "../../../../gateway/server/aws-services/service-call";

const call = (service: string, operation: string, parameters: Record<string, unknown>): ServiceCall => ({
  service,
  operation,
  parameters,
  region: "eu-west-1",
  account: "123456789012",
  partition: "aws",
  accepts: "xml",
  credentialsArn: undefined,
  route: "POST /a",
});

describe("what an emulator of AWS is sent", () => {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
  it("has the attributes of a message one by one", () => {
    const form = queryForm(
      call("sqs", "SendMessage", {
        MessageBody: "a b&c",
        MessageAttributes: '{"Tenant":{"DataType":"String","StringValue":"x"}}',
      }),
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(form)), {
      Action: "SendMessage",
      MessageBody: "a b&c",
      "MessageAttribute.1.Name": "Tenant",
      "MessageAttribute.1.Value.DataType": "String",
      "MessageAttribute.1.Value.StringValue": "x",
    });
  });

  it("has the items of a list one by one, and one that is written alone as the first", () => {
    const form = queryForm(
      call("sqs", "ReceiveMessage", { AttributeNames: "All", MessageAttributeNames: '["a","b"]' }),
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(form)), {
      Action: "ReceiveMessage",
      "AttributeName.1": "All",
      "MessageAttributeName.1": "a",
      "MessageAttributeName.2": "b",
    });
  });

  it("has an event as one entry, and a record's text in Base64", () => {
    const event = { Source: "shop", Detail: "{}", Resources: '["arn:a"]' };
    assert.deepEqual(jsonParameters(call("events", "PutEvents", event)), {
      Entries: [{ Source: "shop", Detail: "{}", Resources: ["arn:a"] }],
    });
    assert.deepEqual(jsonParameters(call("kinesis", "PutRecord", { Data: "hello", PartitionKey: "1" })), {
      Data: "aGVsbG8=",
      PartitionKey: "1",
    });
  });
});
