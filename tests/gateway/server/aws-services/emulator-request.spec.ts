import assert from "node:assert/strict";
import { queryForm } from "../../../../gateway/server/aws-services/emulator-request";
import type { ServiceCall } from "../../../../gateway/server/aws-services/service-call";
import { standIns } from "../../../../gateway/server/aws-services/stand-ins";

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

const protocolOf = (service: string) => standIns.find((standIn) => standIn.service === service)?.protocol;

function form(given: ServiceCall): string {
  const protocol = protocolOf(given.service);
  return protocol?.kind === "query" ? queryForm(given, protocol) : "";
}

function jsonParameters(given: ServiceCall): Record<string, unknown> {
  const protocol = protocolOf(given.service);
  return (protocol?.kind === "json" ? protocol.parametersOf?.(given) : undefined) ?? given.parameters;
}

describe("what an emulator of AWS is sent", () => {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
  it("has the attributes of a message one by one", () => {
    const sent = form(
      call("sqs", "SendMessage", {
        MessageBody: "a b&c",
        MessageAttributes: '{"Tenant":{"DataType":"String","StringValue":"x"}}',
      }),
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent)), {
      Action: "SendMessage",
      MessageBody: "a b&c",
      "MessageAttribute.1.Name": "Tenant",
      "MessageAttribute.1.Value.DataType": "String",
      "MessageAttribute.1.Value.StringValue": "x",
    });
  });

  it("has the items of a list one by one, and one that is written alone as the first", () => {
    const sent = form(call("sqs", "ReceiveMessage", { AttributeNames: "All", MessageAttributeNames: '["a","b"]' }));
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent)), {
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
