import type * as pulumi from "@pulumi/pulumi";
import { validateKnown, type Problem } from "../../shared/problems";
import { type ArnInput, arnTarget, dnsSuffix, partOfArn } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { type ServiceAction, serviceKind, type ServiceOptions, SERVICE_RESPONSES } from "../service-kind";

/** What API Gateway can do with a queue; REST APIs send only. */
export const SqsAction = {
  sendMessage: "SendMessage",
  receiveMessage: "ReceiveMessage",
  deleteMessage: "DeleteMessage",
  purgeQueue: "PurgeQueue",
} as const;
export type SqsAction = (typeof SqsAction)[keyof typeof SqsAction];

export interface SqsOptions extends ServiceOptions {
  /** @default "SendMessage" */
  action?: SqsAction;
  /**
   * Parameters on an HTTP API, by AWS's names: `{ MessageGroupId: "$request.body.tenant" }`.
   * @default the queue, and for SendMessage the whole body as MessageBody
   */
  parameters?: Record<string, pulumi.Input<string>>;
  /** The ARN of the KMS key that the queue is encrypted with. @default SQS's own key, or none */
  encryptionKeyArn?: pulumi.Input<string>;
}

/**
 * Sends requests to a queue without a function between (AWS_PROXY, SQS-SendMessage; AWS on REST APIs).
 *
 * @param queue the queue, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function sqs(queue: ArnInput, { parameters, ...options }: SqsOptions = {}): IntegrationSpec {
  return { kind: "sqs", ...arnTarget(queue), serviceParameters: parameters, ...options };
}

export const sqsKind = serviceKind({
  target: { service: "sqs", resource: /^[A-Za-z0-9_-]+(\.fifo)?$/, what: "a queue", pass: "the queue itself" },
  actions: {
    SendMessage: {
      ...queueAction("SendMessage", {
        required: ["MessageBody"],
        optional: [
          "DelaySeconds",
          "MessageAttributes",
          "MessageDeduplicationId",
          "MessageGroupId",
          "MessageSystemAttributes",
        ],
        defaults: { MessageBody: "$request.body" },
      }),
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
      keyActions: ["kms:GenerateDataKey", "kms:Decrypt"],
      rest: sendMessage,
    },
    ReceiveMessage: {
      ...queueAction("ReceiveMessage", {
        optional: [
          "AttributeNames",
          "MaxNumberOfMessages",
          "MessageAttributeNames",
          "ReceiveRequestAttemptId",
          "VisibilityTimeout",
          "WaitTimeSeconds",
        ],
      }),
      keyActions: ["kms:Decrypt"],
    },
    DeleteMessage: queueAction("DeleteMessage", { required: ["ReceiptHandle"] }),
    PurgeQueue: queueAction("PurgeQueue", {}),
  },
  problems: fifoProblems,
});

function queueAction(
  name: SqsAction,
  parameters: { required?: string[]; optional?: string[]; defaults?: Record<string, string> },
): ServiceAction {
  return {
    iamAction: `sqs:${name}`,
    http: {
      subtype: `SQS-${name}`,
      required: ["QueueUrl", ...(parameters.required ?? [])],
      optional: [...(parameters.optional ?? []), "Region"],
      defaults: ({ targetArn = "" }) => ({
        QueueUrl: partOfArn(targetArn, (arn) => {
          return `https://sqs.${arn.region}.${dnsSuffix(arn.partition)}/${arn.account}/${arn.resource}`;
        }),
        ...parameters.defaults,
      }),
    },
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
function sendMessage({ targetArn = "" }: IntegrationSpec): ReturnType<NonNullable<ServiceAction["rest"]>> {
  const messageId = "$.SendMessageResponse.SendMessageResult.MessageId";
  const template = `{"messageId":"$input.path('${messageId}')"}`;
  return {
    service: "sqs",
    servicePath: partOfArn(targetArn, ({ account, resource }) => `${account}/${resource}`),
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
    responses: [{ statusCode: "200", templates: { "application/json": template } }, ...SERVICE_RESPONSES.slice(1)],
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html */
function fifoProblems(spec: IntegrationSpec, argument: string, api: string): Problem[] {
  const sends = (spec.action ?? "SendMessage") === "SendMessage";
  const isGrouped = api === "REST" ? spec.requestTemplates : spec.serviceParameters?.MessageGroupId;
  return sends && isGrouped === undefined
    ? validateKnown<string>(spec.targetArn, (arn) =>
        arn.endsWith(".fifo")
          ? {
              argument: `${argument}.parameters.MessageGroupId`,
              expected: "the group of each message: the queue is first-in, first-out",
              fix:
                api === "REST"
                  ? "write requestTemplates with MessageGroupId"
                  : 'read it from the request, such as "$request.body.customer"',
            }
          : undefined,
      )
    : [];
}
