import { HttpApi, iam, sqs } from "gatewright";
import * as kms from "@pulumi/aws/kms";
import { Queue } from "@pulumi/aws/sqs";

const key = new kms.Key("readings", { description: "Readings at rest", enableKeyRotation: true });
const dead = new Queue("readings-dead", { fifoQueue: true, kmsMasterKeyId: key.arn });
const readings = new Queue("readings", {
  fifoQueue: true,
  contentBasedDeduplication: true,
  kmsMasterKeyId: key.arn,
  redrivePolicy: dead.arn.apply((deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 })),
});

const api = new HttpApi("ingest", {
  defaultAuthorizer: iam(),
  routes: {
    // The readings of one device stay in order.
    "POST /devices/{device}/readings": sqs(readings, {
      parameters: { MessageGroupId: "$request.path.device" },
      encryptionKeyArn: key.arn,
    }),
  },
});

/** The URL where devices send their readings. */
export const url = api.url;
