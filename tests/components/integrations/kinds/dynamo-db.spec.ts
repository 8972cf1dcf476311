import { dynamoDb } from "../../../../components";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { BODY, REFUSALS, REST_CALL, ROLE } from "../kind-parts";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/things";

describeKind("dynamoDb", {
  spec: () => dynamoDb(TABLE, { action: "PutItem" }),
  unknown: (arn) => dynamoDb(arn),
  empty: ["integration.targetArn: pass the table itself"],
  rest: {
    ...REST_CALL,
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem",
    credentials: ROLE("things-907bdb8e"),
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.0'",
      "integration.request.header.X-Amz-Target": "'DynamoDB_20120810.PutItem'",
    },
    requestTemplates: {
      "application/json": `{"TableName":"things","Item":{"id":{"S":"$util.escapeJavaScript($input.params('id')).replaceAll("\\\\'","'")"},"document":{"S":"$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"}}}`,
    },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "dynamodb:PutItem", Resource: TABLE }],
  local: {
    nodes: [
      node("aws:dynamodb/table:Table", "things", {
        name: "things",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        billingMode: "PAY_PER_REQUEST",
      }),
    ],
  },
  roles: [
    [dynamoDb(TABLE), ["dynamodb:GetItem", TABLE]],
    [dynamoDb(TABLE, { action: "PutItem" }), ["dynamodb:PutItem", TABLE]],
    [dynamoDb(TABLE, { action: "DeleteItem" }), ["dynamodb:DeleteItem", TABLE]],
  ],
  answers: {
    REST: {
      status: 200,
      body: "{}",
      inbox: {
        service: "dynamodb",
        operation: "PutItem",
        target: "table/things",
        parameters: {
          TableName: "things",
          Item: { id: { S: "7" }, document: { S: BODY } },
        },
      },
    },
  },
});
