import { formatArn } from "../../../../aws/arn";
import { createHash, randomUUID } from "node:crypto";
import {
  requiredParameter,
  type ServiceCall,
  ServiceError,
  textParameter,
  UnsupportedActionError,
} from "../service-call";
import type { StandIn, StandInDefinition } from "../stand-in";

interface Message {
  MessageId: string;
  Body: string;
  MD5OfBody: string;
  /** Set while a receiver has it. */
  ReceiptHandle?: string;
  /** When it can be received, or received again: milliseconds. */
  visibleAt: number;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html */
const VISIBILITY_TIMEOUT = 30;

/**
 * Queues in memory: what is sent can be received, and deleted. They are there as soon as they are called.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export const sqsStandIn: StandInDefinition = {
  service: "sqs",
  firstClass: { subtype: "SQS" },
  protocol: {
    kind: "query",
    namespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    readsJson: true,
    pathParameters: (path) => ({ QueueUrl: `https://sqs/${path}` }),
    lists: { AttributeNames: "AttributeName", MessageAttributeNames: "MessageAttributeName" },
    maps: { MessageAttributes: "MessageAttribute", MessageSystemAttributes: "MessageSystemAttribute" },
  },
  start: startQueues,
};

function startQueues(): StandIn {
  const queues = new Map<string, Message[]>();
  const messagesOf = (call: ServiceCall): Message[] => {
    const name = queueName(call);
    const messages = queues.get(name) ?? [];
    queues.set(name, messages);
    return messages;
  };
  return {
    resourceArn: (call) => formatArn(call, "sqs", queueName(call)),
    answer: (call) => {
      const messages = messagesOf(call);
      switch (call.operation) {
        case "SendMessage":
          return { result: send(call, messages) };
        case "ReceiveMessage":
          return { result: { [call.accepts === "json-1.0" ? "Messages" : "Message"]: receive(call, messages) } };
        case "DeleteMessage": {
          const handle = requiredParameter(call, "ReceiptHandle", "MissingParameter");
          const at = messages.findIndex(({ ReceiptHandle }) => ReceiptHandle === handle);
          if (at >= 0) {
            messages.splice(at, 1);
          }
          return { result: {} };
        }
        case "PurgeQueue":
          messages.length = 0;
          return { result: {} };
        default:
          throw new UnsupportedActionError(call);
      }
    },
  };
}

function send(call: ServiceCall, messages: Message[]): Record<string, unknown> {
  const Body = requiredParameter(call, "MessageBody", "MissingParameter");
  if (Buffer.byteLength(Body) > LONGEST_MESSAGE) {
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${LONGEST_MESSAGE} bytes.`);
  }
  const isFifo = queueName(call).endsWith(".fifo");
  if (isFifo) {
    requiredParameter(call, "MessageGroupId", "MissingParameter");
  }
  checkId(call, "MessageGroupId");
  checkId(call, "MessageDeduplicationId");
  const delay = numberParameter(call, "DelaySeconds") ?? 0;
  if (isFifo && delay !== 0) {
    throw invalidValue(delay, "DelaySeconds", "The request include parameter that is not valid for this queue type.");
  }
  const MessageId = randomUUID();
  const MD5OfBody = createHash("md5").update(Body).digest("hex");
  messages.push({ MessageId, Body, MD5OfBody, visibleAt: Date.now() + delay * 1000 });
  return { MD5OfMessageBody: MD5OfBody, MessageId };
}

function receive(call: ServiceCall, messages: Message[]): Record<string, unknown>[] {
  const most = numberParameter(call, "MaxNumberOfMessages") ?? 1;
  if (!(most >= 1 && most <= 10)) {
    throw invalidValue(most, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
  }
  const wait = numberParameter(call, "WaitTimeSeconds") ?? 0;
  if (!(wait >= 0 && wait <= 20)) {
    throw invalidValue(wait, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
  }
  const hidden = Number(textParameter(call, "VisibilityTimeout") ?? VISIBILITY_TIMEOUT);
  const now = Date.now();
  return messages
    .filter(({ visibleAt }) => visibleAt <= now)
    .slice(0, most)
    .map((message) => {
      message.visibleAt = now + hidden * 1000;
      message.ReceiptHandle = randomUUID();
      const { MessageId, Body, MD5OfBody, ReceiptHandle } = message;
      return { MessageId, ReceiptHandle, MD5OfBody, Body };
    });
}

function numberParameter(call: ServiceCall, name: string): number | undefined {
  const text = textParameter(call, name);
  return text === undefined ? undefined : Number(text);
}

/** Bytes: of queues that set no limit of their own. */
const LONGEST_MESSAGE = 1024 * 1024;

function checkId(call: ServiceCall, name: string): void {
  const id = textParameter(call, name);
  if (id !== undefined && !/^[!-~]{1,128}$/.test(id)) {
    throw invalidValue(
      id,
      name,
      `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
}

function invalidValue(value: string | number, name: string, reason: string): ServiceError {
  return invalid(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

/**
 * A refusal in SQS's words.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/sqs/test_sqs.snapshot.json
 * (test_send_oversized_message, test_fifo_queue_send_message_with_delay_seconds_fails, test_send_receive_max_number_of_messages,
 * test_send_receive_wait_time_seconds, test_message_deduplication_id_invalid; validated against AWS)
 */
function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", message);
}

function queueName(call: ServiceCall): string {
  return requiredParameter(call, "QueueUrl", "MissingParameter").split("/").at(-1) ?? "";
}
