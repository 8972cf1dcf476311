import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import { formatArn } from "../../aws/arn";
import type { ApiMonitoringArgs } from "./args";
import { readText } from "../shared/mocks";

/**
 * Returns an encrypted topic that the alarms of this account may publish to. Its key is one of the customer's: the policy of AWS's
 * own key for SNS does not admit CloudWatch.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 *
 * @param alarmArn the ARN of one of the alarms, which has the account and region
 */
export function notificationTopic(
  name: string,
  alarmArn: pulumi.Output<string>,
  tags: ApiMonitoringArgs["tags"],
  parent: pulumi.Resource,
): sns.Topic {
  const place = readText(alarmArn, (arn) => {
    const [, partition = "aws", , region = "", account = ""] = arn.split(":");
    return { partition, region, account };
  });
  const key = new kms.Key(
    `${name}-notifications`,
    {
      description: `The notifications of ${name}`,
      enableKeyRotation: true,
      policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [ownerStatement(place), KEY_STATEMENT] }),
      tags,
    },
    { parent },
  );
  const topic = new sns.Topic(`${name}-notifications`, { kmsMasterKeyId: key.arn, tags }, { parent });
  new sns.TopicPolicy(
    `${name}-notifications`,
    {
      arn: topic.arn,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "PublishAlarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic.arn,
            Condition: fromAlarms(place),
          },
        ],
      }),
    },
    { parent },
  );
  return topic;
}

/** Without a condition: SNS calls KMS for CloudWatch, and the topic's own policy admits this account's alarms only. */
const KEY_STATEMENT = {
  Sid: "PublishAlarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};

type Place = pulumi.Output<{ partition: string; region: string; account: string }>;

function ownerStatement(place: Place): object {
  return {
    Sid: "AdministerKey",
    Effect: "Allow",
    Principal: { AWS: place.apply(({ partition, account }) => formatArn({ partition, account }, "iam", "root")) },
    Action: "kms:*",
    Resource: "*",
  };
}

function fromAlarms(place: Place): object {
  return {
    StringEquals: { "aws:SourceAccount": place.apply(({ account }) => account) },
    ArnLike: {
      "aws:SourceArn": place.apply((at) => formatArn(at, "cloudwatch", "alarm:*")),
    },
  };
}
