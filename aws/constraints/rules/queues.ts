import { type Found, rangeRule, type Rule } from "../rule";
import { type Inputs, isAbsent } from "../violation";

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const STREAM = "aws:kinesis/stream:Stream";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const SNS = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const KINESIS = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html";

/** The rules of queues, topics and streams. */
export const queueRules: readonly Rule[] = [
  fifoName(QUEUE, "fifoQueue", SQS),
  fifoName(TOPIC, "fifoTopic", SNS),
  deduplication(QUEUE, "fifoQueue", SQS),
  deduplication(TOPIC, "fifoTopic", SNS),
  rangeRule(QUEUE, "visibilityTimeoutSeconds", 0, 43_200, SQS),
  rangeRule(QUEUE, "messageRetentionSeconds", 60, 1_209_600, SQS),
  rangeRule(QUEUE, "delaySeconds", 0, 900, SQS),
  rangeRule(QUEUE, "receiveWaitTimeSeconds", 0, 20, SQS),
  rangeRule(QUEUE, "maxMessageSize", 1_024, 1_048_576, SQS),
  rangeRule(STREAM, "retentionPeriod", 24, 8_760, KINESIS),
];

/** "A FIFO queue's name must end with .fifo", and no other's may; the name that Pulumi makes does so. */
function fifoName(type: string, flag: string, page: string): Rule {
  return { types: [type], page, reads: ["name", flag], check: (inputs) => misnamed(inputs, flag) };
}

function misnamed(inputs: Inputs, flag: string): Found[] {
  const { name: value, [flag]: isFifo } = inputs;
  if (typeof value !== "string" || isAbsent(value)) {
    return [];
  }
  const ends = value.endsWith(".fifo");
  if (isFifo === true && !ends) {
    return [{ path: "name", value, expected: `a name that ends with .fifo, beside ${flag}` }];
  }
  return ends && (isFifo === false || isFifo === undefined)
    ? [{ path: "name", value, expected: `a name without .fifo at its end, unless ${flag} is set` }]
    : [];
}

/** "content-based deduplication can only be set for FIFO queue", and for topics: the provider refuses others before AWS does. */
function deduplication(type: string, flag: string, page: string): Rule {
  return {
    types: [type],
    page,
    reads: ["contentBasedDeduplication", flag],
    check: ({ contentBasedDeduplication: value, [flag]: isFifo }) =>
      value === true && (isFifo === false || isFifo === undefined)
        ? [{ path: "contentBasedDeduplication", value, expected: `nothing, unless ${flag} is set` }]
        : [],
  };
}
