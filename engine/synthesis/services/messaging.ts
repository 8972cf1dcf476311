import type { ResourceShape, Service } from "../shape";
import type { ResourceView } from "../view";
import { isRecord } from "../../../language/is-record";

const ofQueue: ResourceShape = { id: (r) => r.text("queueUrl") };

/**
 * Queues, topics, streams and state machines.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html (ARNs)
 */
export const messaging: Service = {
  resources: {
    "aws:sqs/queue:Queue": {
      id: queueUrl,
      defaults: {
        contentBasedDeduplication: false,
        delaySeconds: 0,
        fifoQueue: false,
        maxMessageSize: 262144,
        messageRetentionSeconds: 345600,
        receiveWaitTimeSeconds: 0,
        visibilityTimeoutSeconds: 30,
      },
      computed: {
        arn: (r) => r.arn("sqs", r.text("name")),
        deduplicationScope: () => "",
        fifoThroughputLimit: () => "",
        kmsDataKeyReusePeriodSeconds: () => 300,
        policy: () => "",
        redriveAllowPolicy: () => "",
        redrivePolicy: () => "",
        sqsManagedSseEnabled: (r) => !r.has("kmsMasterKeyId"),
        url: queueUrl,
      },
      tagged: true,
    },
    "aws:sqs/queuePolicy:QueuePolicy": ofQueue,
    "aws:sqs/redrivePolicy:RedrivePolicy": ofQueue,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ofQueue,
    "aws:sns/topic:Topic": {
      id: (r) => r.arn("sns", r.text("name")),
      defaults: { contentBasedDeduplication: false, fifoTopic: false },
      computed: {
        arn: (r) => r.arn("sns", r.text("name")),
        beginningArchiveTime: () => "",
        owner: (r) => r.account,
        signatureVersion: () => 0,
        tracingConfig: () => "",
      },
      tagged: true,
    },
    "aws:sns/topicSubscription:TopicSubscription": {
      id: subscriptionArn,
      defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
      computed: {
        arn: subscriptionArn,
        confirmationWasAuthenticated: () => true,
        ownerId: (r) => r.account,
        pendingConfirmation: () => false,
      },
    },
    "aws:sns/topicPolicy:TopicPolicy": {
      id: (r) => r.text("arn"),
      computed: { owner: (r) => r.account },
    },
    "aws:sfn/stateMachine:StateMachine": {
      id: (r) => r.arn("states", `stateMachine:${r.text("name")}`),
      defaults: { publish: false, type: "STANDARD" },
      computed: {
        arn: (r) => r.arn("states", `stateMachine:${r.text("name")}`),
        creationDate: () => CREATED,
        description: () => "",
        revisionId: () => "",
        stateMachineVersionArn: (r) =>
          r.arn("states", `stateMachine:${r.text("name")}`) + (r.value("publish") === true ? ":1" : ""),
        status: () => "ACTIVE",
        versionDescription: () => "",
      },
      tagged: true,
    },
    "aws:sfn/alias:Alias": {
      id: stateMachineAliasArn,
      computed: { arn: stateMachineAliasArn, creationDate: () => CREATED },
    },
    "aws:kinesis/stream:Stream": {
      id: (r) => r.arn("kinesis", `stream/${r.text("name")}`),
      defaults: { encryptionType: "NONE", enforceConsumerDeletion: false, retentionPeriod: 24 },
      computed: {
        arn: (r) => r.arn("kinesis", `stream/${r.text("name")}`),
        maxRecordSizeInKib: () => 1024,
        streamModeDetails: () => ({ streamMode: "PROVISIONED" }),
      },
      tagged: true,
    },
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
      id: (r) => r.arn("firehose", `deliverystream/${r.text("name")}`),
      computed: {
        arn: (r) => r.arn("firehose", `deliverystream/${r.text("name")}`),
        destinationId: () => "destinationId-000000000001",
        versionId: () => "1",
      },
      tagged: true,
    },
  },
};

const CREATED = "2024-01-01T00:00:00Z";

/** A queue is known by its URL. */
function queueUrl(r: ResourceView): string {
  return `https://sqs.${r.region}.${r.dnsSuffix}/${r.account}/${r.text("name")}`;
}

function subscriptionArn(r: ResourceView): string {
  return `${r.text("topic")}:${r.identifiers.uuid()}`;
}

/** An alias is under the state machine that its first route names a version of. */
function stateMachineAliasArn(r: ResourceView): string {
  const [route] = r.list("routingConfigurations");
  const version = isRecord(route) ? route.stateMachineVersionArn : "";
  const machine = typeof version === "string" ? version.replace(/:\d+$/, "") : "";
  return `${machine}:${r.text("name")}`;
}
