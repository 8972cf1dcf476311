import * as pulumi from "@pulumi/pulumi";
import { type ArnInput, arnTarget } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { type RestServiceCall, serviceKind, type ServiceOptions, SERVICE_RESPONSES } from "../service-kind";

export interface SnsOptions extends ServiceOptions {
  /** The ARN of the KMS key that the topic is encrypted with. @default none */
  encryptionKeyArn?: pulumi.Input<string>;
}

/**
 * Publishes each request to a topic, without a function between (AWS). REST APIs only.
 *
 * @param topic the topic, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function sns(topic: ArnInput, options: SnsOptions = {}): IntegrationSpec {
  return { kind: "sns", ...arnTarget(topic), ...options };
}

export const snsKind = serviceKind({
  target: { service: "sns", resource: /^[A-Za-z0-9_-]+(\.fifo)?$/, what: "a topic", pass: "the topic itself" },
  actions: {
    Publish: {
      iamAction: "sns:Publish",
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      keyActions: ["kms:GenerateDataKey", "kms:Decrypt"],
      rest: publish,
    },
  },
});

function publish({ targetArn = "" }: IntegrationSpec): RestServiceCall {
  const topic = pulumi.output(targetArn).apply(encodeURIComponent);
  const template = `{"messageId":"$input.path('$.PublishResponse.PublishResult.MessageId')"}`;
  return {
    service: "sns",
    action: "Publish",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: {
      "application/json": pulumi.interpolate`Action=Publish&TopicArn=${topic}&Message=$util.urlEncode($input.body)`,
    },
    responses: [{ statusCode: "200", templates: { "application/json": template } }, ...SERVICE_RESPONSES.slice(1)],
  };
}
