import { sns } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, KEY, REFUSALS, REST_CALL, ROLE } from "../kind-parts";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:news";

describeKind("sns", {
  spec: () => sns(TOPIC),
  unknown: (arn) => sns(arn),
  empty: ["integration.targetArn: pass the topic itself"],
  rest: {
    ...REST_CALL,
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:sns:action/Publish",
    credentials: ROLE("news"),
    requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
    requestTemplates: {
      "application/json": `Action=Publish&TopicArn=${encodeURIComponent(TOPIC)}&Message=$util.urlEncode($input.body)`,
    },
    responses: {
      default: {
        statusCode: "200",
        responseTemplates: {
          "application/json": `{"messageId":"$input.path('$.PublishResponse.PublishResult.MessageId')"}`,
        },
      },
      ...REFUSALS,
    },
  },
  policy: [{ Effect: "Allow", Action: "sns:Publish", Resource: TOPIC }],
  roles: [
    [sns(TOPIC, { encryptionKeyArn: KEY }), ["sns:Publish", TOPIC], [["kms:GenerateDataKey", "kms:Decrypt"], KEY]],
  ],
  answers: {
    REST: {
      status: 200,
      body: /^\{"messageId":"[0-9a-f-]{36}"\}$/,
      inbox: {
        service: "sns",
        operation: "Publish",
        target: "news",
        parameters: { TopicArn: TOPIC, Message: BODY },
      },
    },
  },
});
