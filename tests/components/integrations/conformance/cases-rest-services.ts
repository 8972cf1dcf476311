import { awsService, dynamoDb, s3, sns } from "../../../../components";
import { node } from "../../../support/http-program";
import { REFUSALS, ROLE } from "./service-parts";
import type { KindCase } from "./kind-case";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:news";
const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/things";
const BUCKET = "arn:aws:s3:::pictures";
const OWN_ROLE = "arn:aws:iam::123456789012:role/own";

const common = { type: "aws", passthroughBehavior: "never", timeoutInMillis: 29000 };

export const awsServiceCase: KindCase = {
  spec: () =>
    awsService({
      service: "kinesis",
      action: "PutRecord",
      region: "eu-west-1",
      credentials: OWN_ROLE,
      requestTemplates: { "application/json": '{"StreamName":"clicks","Data":"eA==","PartitionKey":"1"}' },
    }),
  unknown: (value) => awsService({ service: "sns", action: "Publish", region: value, credentials: value }),
  empty: [
    "integration.service: use awsService({ service, action, region, credentials })",
    "integration.region: use awsService({ service, action, region, credentials })",
    "integration.credentials: use awsService({ service, action, region, credentials })",
    "integration.action: use awsService({ service, action, region, credentials })",
  ],
  rest: {
    ...common,
    passthroughBehavior: "when_no_match",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    credentials: OWN_ROLE,
    requestTemplates: { "application/json": '{"StreamName":"clicks","Data":"eA==","PartitionKey":"1"}' },
    responses: { default: { statusCode: "200" } },
  },
  webSocket: {
    integrationType: "AWS",
    integrationMethod: "POST",
    integrationUri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    credentialsArn: OWN_ROLE,
    requestTemplates: { "application/json": '{"StreamName":"clicks","Data":"eA==","PartitionKey":"1"}' },
    templateSelectionExpression: "\\$default",
    timeoutMilliseconds: 29000,
  },
  answers: {
    REST: {
      status: 200,
      body: /^\{"SequenceNumber":"\d+","ShardId":"shardId-000000000000"\}$/,
      inbox: {
        service: "kinesis",
        operation: "PutRecord",
        target: "stream/clicks",
        parameters: { StreamName: "clicks", Data: "eA==", PartitionKey: "1" },
      },
    },
  },
  unserved: "the local WebSocket APIs call no AWS services yet",
};

export const snsCase: KindCase = {
  spec: () => sns(TOPIC),
  unknown: (arn) => sns(arn),
  empty: ["integration.targetArn: pass the topic itself"],
  rest: {
    ...common,
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
  answers: {
    REST: {
      status: 200,
      body: /^\{"messageId":"[0-9a-f-]{36}"\}$/,
      inbox: {
        service: "sns",
        operation: "Publish",
        target: "news",
        parameters: { TopicArn: TOPIC, Message: '{"item":"it\'s \\"tea\\""}' },
      },
    },
  },
};

export const dynamoDbCase: KindCase = {
  spec: () => dynamoDb(TABLE, { action: "PutItem" }),
  unknown: (arn) => dynamoDb(arn),
  empty: ["integration.targetArn: pass the table itself"],
  rest: {
    ...common,
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
          Item: { id: { S: "7" }, document: { S: '{"item":"it\'s \\"tea\\""}' } },
        },
      },
    },
  },
};

export const s3Case: KindCase = {
  spec: () => s3(BUCKET, { action: "PutObject", region: "eu-west-1", keyParameter: "id", keyPrefix: "in/" }),
  unknown: (arn) => s3(arn, { region: arn, keyParameter: "id" }),
  route: "PUT /things/{id}",
  empty: ["integration.targetArn: pass the bucket itself", "integration.region: pass { region: bucket.region }"],
  rest: {
    ...common,
    passthroughBehavior: "when_no_match",
    httpMethod: "PUT",
    uri: "arn:aws:apigateway:eu-west-1:s3:path/pictures/in/{key}",
    credentials: ROLE("pictures-40b9c479"),
    requestParameters: {
      "integration.request.path.key": "method.request.path.id",
      "integration.request.header.Content-Type": "method.request.header.Content-Type",
    },
    responses: {
      default: { statusCode: "200" },
      "40[34]": { statusCode: "404", responseTemplates: { "application/json": '{"message":"Not Found"}' } },
      "5\\d{2}": { statusCode: "502", responseTemplates: { "application/json": '{"message":"Bad Gateway"}' } },
    },
  },
  policy: [{ Effect: "Allow", Action: "s3:PutObject", Resource: `${BUCKET}/in/*` }],
  wildcard: "the request brings the rest of the object's key",
  answers: {
    REST: {
      status: 200,
      body: "",
      inbox: {
        service: "s3",
        operation: "PutObject",
        target: "pictures/in/7",
        parameters: {
          Bucket: "pictures",
          Key: "in/7",
          Body: '{"item":"it\'s \\"tea\\""}',
          ContentType: "application/json",
        },
      },
    },
  },
};
