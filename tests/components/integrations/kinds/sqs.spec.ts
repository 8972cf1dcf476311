import { sqs } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, FIRST_CLASS_INPUTS, KEY, REFUSALS, ROLE } from "../kind-parts";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:things";

describeKind("sqs", {
  spec: () => sqs(QUEUE, { encryptionKeyArn: KEY }),
  unknown: (arn) => sqs(arn),
  empty: ["integration.targetArn: pass the queue itself"],
  http: {
    ...FIRST_CLASS_INPUTS,
    credentialsArn: ROLE("things"),
    integrationSubtype: "SQS-SendMessage",
    requestParameters: {
      QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/things",
      MessageBody: "$request.body",
    },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/things",
    credentials: ROLE("things"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
    responses: {
      default: {
        statusCode: "200",
        responseTemplates: {
          "application/json": `{"messageId":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')"}`,
        },
      },
      ...REFUSALS,
    },
  },
  policy: [
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE },
    { Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY },
  ],
  roles: [
    [sqs(QUEUE, { encryptionKeyArn: KEY }), ["sqs:SendMessage", QUEUE], [["kms:GenerateDataKey", "kms:Decrypt"], KEY]],
    [
      sqs(QUEUE, { action: "ReceiveMessage", encryptionKeyArn: KEY }),
      ["sqs:ReceiveMessage", QUEUE],
      ["kms:Decrypt", KEY],
    ],
    [
      sqs(QUEUE, { action: "DeleteMessage", encryptionKeyArn: KEY, parameters: { ReceiptHandle: "$request.path.id" } }),
      ["sqs:DeleteMessage", QUEUE],
    ],
    [sqs(QUEUE, { action: "PurgeQueue", encryptionKeyArn: KEY }), ["sqs:PurgeQueue", QUEUE]],
  ],
  answers: {
    HTTP: {
      status: 200,
      body: /^<\?xml version="1\.0"\?><SendMessageResponse xmlns="http:\/\/queue\.amazonaws\.com\/doc\/2012-11-05\/"><SendMessageResult><MD5OfMessageBody>[0-9a-f]{32}<\/MD5OfMessageBody><MessageId>[0-9a-f-]{36}<\/MessageId>/,
      inbox: {
        service: "sqs",
        operation: "SendMessage",
        target: "things",
        parameters: { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/things", MessageBody: BODY },
      },
    },
    REST: {
      status: 200,
      body: /^\{"messageId":"[0-9a-f-]{36}"\}$/,
      inbox: {
        service: "sqs",
        operation: "SendMessage",
        target: "things",
        parameters: { QueueUrl: "https://sqs/123456789012/things", MessageBody: BODY },
      },
    },
  },
});
