import { formatArn } from "../../../../aws/arn";
import { createHash, randomUUID } from "node:crypto";
import { requiredParameter, type ServiceCall, textParameter, UnsupportedActionError } from "../service-call";
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
  if (queueName(call).endsWith(".fifo")) {
    requiredParameter(call, "MessageGroupId", "MissingParameter");
  }
  const delay = Number(textParameter(call, "DelaySeconds") ?? 0);
  const MessageId = randomUUID();
  const MD5OfBody = createHash("md5").update(Body).digest("hex");
  messages.push({ MessageId, Body, MD5OfBody, visibleAt: Date.now() + delay * 1000 });
  return { MD5OfMessageBody: MD5OfBody, MessageId };
}

function receive(call: ServiceCall, messages: Message[]): Record<string, unknown>[] {
  const most = Number(textParameter(call, "MaxNumberOfMessages") ?? 1);
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

function queueName(call: ServiceCall): string {
  return requiredParameter(call, "QueueUrl", "MissingParameter").split("/").at(-1) ?? "";
}
