import { dnsSuffix } from "../../../aws/partition";
import type { ApiProtocol } from "../../shared/api-protocol";
import type { Problems } from "../../shared/problems";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import {
  HTTP_SERVICE_FIELDS,
  type HttpServiceFields,
  KEY_FIELDS,
  type KeyFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { SERVICE_RESPONSES, type ServiceAction, type ServiceCall, serviceKind } from "../service-kind";

/** The actions of a queue; REST APIs send only. */
export const SqsAction = {
  sendMessage: "SendMessage",
  receiveMessage: "ReceiveMessage",
  deleteMessage: "DeleteMessage",
  purgeQueue: "PurgeQueue",
} as const;
export type SqsAction = (typeof SqsAction)[keyof typeof SqsAction];

/** An integration with a queue. */
export interface SqsIntegration extends ServiceFields<"sqs">, HttpServiceFields, RestServiceFields, KeyFields {
  /**
   * The action of the queue; REST APIs send only.
   *
   * @default "SendMessage"
   * @example
   * ```ts
   * sqs(queue, { action: "ReceiveMessage", parameters: { MaxNumberOfMessages: "10" } });
   * ```
   */
  action?: SqsAction;
}

/** The options of an integration with a queue. */
export type SqsOptions = Omit<SqsIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Sends requests to a queue without a Lambda function (AWS_PROXY, SQS-SendMessage; AWS on REST APIs).
 *
 * @param queue the queue, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const orders = new aws.sqs.Queue("orders");
 * const changes = new aws.sqs.Queue("changes", { fifoQueue: true });
 * new HttpApi("shop", {
 *   defaultAuthorizer: iam(),
 *   routes: {
 *     "POST /orders": sqs(orders),
 *     // first-in, first-out: each message needs its group
 *     "POST /changes": sqs(changes, { parameters: { MessageGroupId: "$request.body.customer" } }),
 *   },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function sqs(queue: ArnInput, options: SqsOptions = {}): SqsIntegration {
  return { kind: "sqs", ...arnTarget(queue), ...options };
}

const QUEUE: ArnForm = {
  service: "sqs",
  resource: /^[A-Za-z0-9_-]+(\.fifo)?$/,
  what: "a queue",
  pass: "the queue itself",
};

export const sqsKind = serviceKind<SqsIntegration>({
  fields: {
    ...SERVICE_FIELDS(QUEUE),
    ...HTTP_SERVICE_FIELDS,
    ...REST_SERVICE_FIELDS,
    ...KEY_FIELDS,
    action: { plain: true },
  },
  target: QUEUE,
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
  check: checkFifo,
  example: {
    kind: "sqs",
    targetArn: "arn:aws:sqs:eu-west-1:123456789012:orders",
    encryptionKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  },
});

function queueAction(
  name: SqsAction,
  parameters: { required?: string[]; optional?: string[]; defaults?: Record<string, string> },
): ServiceAction<SqsIntegration> {
  return {
    iamAction: `sqs:${name}`,
    http: {
      subtype: `SQS-${name}`,
      required: ["QueueUrl", ...(parameters.required ?? [])],
      optional: [...(parameters.optional ?? []), "Region"],
      defaults: ({ targetArn }) => ({
        QueueUrl: partOfArn(targetArn, (arn) => {
          return `https://sqs.${arn.region}.${dnsSuffix(arn.partition)}/${arn.account}/${arn.resource}`;
        }),
        ...parameters.defaults,
      }),
    },
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
function sendMessage({ targetArn }: SqsIntegration): ServiceCall {
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
function checkFifo(problems: Problems, spec: SqsIntegration, api: ApiProtocol): void {
  const sends = (spec.action ?? "SendMessage") === "SendMessage";
  const group = api === "REST" ? spec.requestTemplates : spec.parameters?.MessageGroupId;
  problems.known<string>("parameters.MessageGroupId", spec.targetArn, (arn) =>
    sends && group === undefined && arn.endsWith(".fifo")
      ? {
          expected: "the group of each message: the queue is first-in, first-out",
          fix:
            api === "REST"
              ? "write requestTemplates with MessageGroupId"
              : 'read it from the request, such as "$request.body.customer"',
        }
      : undefined,
  );
}
