import assert from "node:assert/strict";
import { ServiceError } from "../../../../gateway/server/aws-services/service-call";
import type { StandInDefinition } from "../../../../gateway/server/aws-services/stand-in";
import { eventBridgeStandIn } from "../../../../gateway/server/aws-services/stand-ins/event-bridge";
import { snsStandIn } from "../../../../gateway/server/aws-services/stand-ins/sns";
import { sqsStandIn } from "../../../../gateway/server/aws-services/stand-ins/sqs";
import { answerTo } from "../../../components/integrations/stand-in-answer";

type Parameters = Record<string, unknown>;

async function answered(standIn: StandInDefinition, operation: string, parameters: Parameters): Promise<unknown> {
  try {
    return await answerTo(standIn, operation, parameters, []);
  } catch (error) {
    assert.ok(error instanceof ServiceError);
    return `${error.code}: ${error.message}`;
  }
}

/**
 * As AWS answered, in snapshots that LocalStack marks as validated:
 * https://github.com/localstack/localstack/tree/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services
 */
describe("the stand-ins of AWS services refuse in the words of AWS", () => {
  const event = { Source: "shop", DetailType: "made", Detail: "{}" };
  const events: [name: string, without: keyof typeof event][] = [
    ["test_put_events_without_source", "Source"],
    ["test_put_event_without_detail_type", "DetailType"],
    ["test_put_event_without_detail", "Detail"],
  ];
  for (const [test, name] of events) {
    it(`events/test_events: ${test}`, async () => {
      const parameters = { Entries: [event, { ...event, [name]: undefined }] };
      const { FailedEntryCount, Entries } = (await answered(eventBridgeStandIn, "PutEvents", parameters)) as {
        FailedEntryCount: number;
        Entries: object[];
      };
      assert.equal(FailedEntryCount, 1);
      assert.deepEqual(Object.keys(Entries[0] ?? {}), ["EventId"]);
      assert.deepEqual(Entries[1], {
        ErrorCode: "InvalidArgument",
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      });
    });
  }

  const topic = { TopicArn: "arn:aws:sns:eu-west-1:123456789012:orders", Message: "hello" };
  const messages: [test: string, changes: Parameters, message: string][] = [
    [
      "test_publish_wrong_arn_format",
      { TopicArn: "randomstring" },
      "TopicArn Reason: An ARN must have at least 6 elements, not 1",
    ],
    [
      "test_publish_wrong_arn_format",
      { TopicArn: "randomstring:1" },
      "TopicArn Reason: An ARN must have at least 6 elements, not 2",
    ],
    ["test_empty_sns_message", { Message: "" }, "Empty message"],
    ["test_publish_with_empty_subject", { Subject: "" }, "Subject"],
    ["test_publish_too_long_message", { Message: "a".repeat(256 * 1024 + 1) }, "Message too long"],
    [
      "test_message_structure_json_exc",
      { MessageStructure: "json", Message: '{"sqs":"x"}' },
      "Message Structure - No default entry in JSON message body",
    ],
    [
      "test_message_structure_json_exc",
      { MessageStructure: "json", Message: "not json" },
      "Message Structure - JSON message body failed to parse",
    ],
    [
      "test_publish_batch_exceptions",
      { TopicArn: `${topic.TopicArn}.fifo` },
      "The MessageGroupId parameter is required for FIFO topics",
    ],
  ];
  for (const [test, changes, message] of messages) {
    it(`sns/test_sns: ${test}, ${message}`, async () => {
      const refused = await answered(snsStandIn, "Publish", { ...topic, ...changes });
      assert.equal(refused, `InvalidParameter: Invalid parameter: ${message}`);
    });
  }

  it("publishes what SNS takes", async () => {
    const json = { MessageStructure: "json", Message: '{"default":"x"}', Subject: "s" };
    assert.match(JSON.stringify(await answered(snsStandIn, "Publish", { ...topic, ...json })), /^\{"MessageId":/);
  });

  const queue = { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs", MessageBody: "hello" };
  const fifo = { QueueUrl: `${queue.QueueUrl}.fifo`, MessageGroupId: "g" };
  const calls: [test: string, operation: string, changes: Parameters, message: string][] = [
    [
      "test_send_oversized_message",
      "SendMessage",
      { MessageBody: "a".repeat(1024 * 1024 + 1) },
      "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
    ],
    [
      "test_fifo_queue_send_message_with_delay_seconds_fails",
      "SendMessage",
      { ...fifo, DelaySeconds: 2 },
      "Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.",
    ],
    [
      "test_message_deduplication_id_invalid",
      "SendMessage",
      { ...fifo, MessageDeduplicationId: "group 123" },
      "Value group 123 for parameter MessageDeduplicationId is invalid. Reason: MessageDeduplicationId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    ],
    [
      "test_send_message_to_standard_queue_with_invalid_message_group_id",
      "SendMessage",
      { MessageGroupId: "" },
      "Value  for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    ],
    [
      "test_send_receive_max_number_of_messages",
      "ReceiveMessage",
      { MaxNumberOfMessages: 11 },
      "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
    ],
    [
      "test_send_receive_wait_time_seconds",
      "ReceiveMessage",
      { WaitTimeSeconds: "-1" },
      "Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
    ],
  ];
  for (const [test, operation, changes, message] of calls) {
    it(`sqs/test_sqs: ${test}`, async () => {
      const refused = await answered(sqsStandIn, operation, { ...queue, ...changes });
      assert.equal(refused, `InvalidParameterValue: ${message}`);
    });
  }

  it("sends what SQS takes", async () => {
    const more = { ...fifo, MessageDeduplicationId: "order-7", DelaySeconds: 0 };
    assert.match(JSON.stringify(await answered(sqsStandIn, "SendMessage", { ...queue, ...more })), /"MessageId"/);
  });
});
