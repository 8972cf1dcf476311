import * as pulumi from "@pulumi/pulumi";
import type { Problems } from "../../shared/problems";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import {
  KEY_FIELDS,
  type KeyFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { SERVICE_RESPONSES, type ServiceCall, serviceKind } from "../service-kind";

/** An integration with a topic. */
export interface SnsIntegration extends ServiceFields<"sns">, RestServiceFields, KeyFields {}

/** The options of an integration with a topic. */
export type SnsOptions = Omit<SnsIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Publishes each request to a topic, without a Lambda function (AWS). REST APIs only.
 *
 * @param topic the topic, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const news = new aws.sns.Topic("news");
 * new RestApi("shop", { defaultAuthorizer: iam(), routes: { "POST /news": sns(news) } });
 * ```
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function sns(topic: ArnInput, options: SnsOptions = {}): SnsIntegration {
  return { kind: "sns", ...arnTarget(topic), ...options };
}

const TOPIC: ArnForm = {
  service: "sns",
  resource: /^[A-Za-z0-9_-]+(\.fifo)?$/,
  what: "a topic",
  pass: "the topic itself",
};

export const snsKind = serviceKind<SnsIntegration>({
  fields: { ...SERVICE_FIELDS(TOPIC), ...REST_SERVICE_FIELDS, ...KEY_FIELDS },
  target: TOPIC,
  actions: {
    Publish: {
      iamAction: "sns:Publish",
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      keyActions: ["kms:GenerateDataKey", "kms:Decrypt"],
      rest: publish,
    },
  },
  check: checkFifo,
  example: {
    kind: "sns",
    targetArn: "arn:aws:sns:eu-west-1:123456789012:news",
    encryptionKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  },
});

function publish({ targetArn }: SnsIntegration): ServiceCall {
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

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html */
function checkFifo(problems: Problems, { targetArn, requestTemplates }: SnsIntegration): void {
  problems.known<string>("requestTemplates", targetArn, (arn) =>
    arn.endsWith(".fifo") && requestTemplates === undefined
      ? {
          expected:
            "a template with MessageGroupId: the topic is first-in, first-out, and refuses messages without a group",
          fix: "write requestTemplates with MessageGroupId",
        }
      : undefined,
  );
}
