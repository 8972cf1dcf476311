import { appConfig, eventBridge, kinesis, sqs, stepFunctions } from "../../../../components";
import { node } from "../../../support/http-program";
import { REFUSALS, ROLE } from "./service-parts";
import type { KindCase } from "./kind-case";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:things";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/shop";
const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:Fulfil";
const STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";
const APPLICATION = "arn:aws:appconfig:eu-west-1:123456789012:application/abc1234";
const body = '{"item":"it\'s \\"tea\\""}';

const inputs = {
  connectionType: "INTERNET",
  integrationType: "AWS_PROXY",
  payloadFormatVersion: "1.0",
  timeoutMilliseconds: 30000,
};
const escapedBody = `"$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"`;

export const sqsCase: KindCase = {
  spec: () => sqs(QUEUE, { encryptionKeyArn: KEY }),
  unknown: (arn) => sqs(arn),
  empty: ["integration.targetArn: pass the queue itself"],
  http: {
    ...inputs,
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
  answers: {
    HTTP: {
      status: 200,
      body: /^<\?xml version="1\.0"\?><SendMessageResponse xmlns="http:\/\/queue\.amazonaws\.com\/doc\/2012-11-05\/"><SendMessageResult><MD5OfMessageBody>[0-9a-f]{32}<\/MD5OfMessageBody><MessageId>[0-9a-f-]{36}<\/MessageId>/,
      inbox: {
        service: "sqs",
        operation: "SendMessage",
        target: "things",
        parameters: { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/things", MessageBody: body },
      },
    },
    REST: {
      status: 200,
      body: /^\{"messageId":"[0-9a-f-]{36}"\}$/,
      inbox: {
        service: "sqs",
        operation: "SendMessage",
        target: "things",
        parameters: { QueueUrl: "https://sqs/123456789012/things", MessageBody: body },
      },
    },
  },
};

export const eventBridgeCase: KindCase = {
  spec: () => eventBridge(BUS, { source: "shop.web", detailType: "ThingMade" }),
  unknown: (arn) => eventBridge(arn, { source: "shop.web", detailType: "ThingMade" }),
  empty: [
    "integration.targetArn: pass the event bus itself",
    'integration.parameters.DetailType: read it from the request: "$request.body.x"',
    'integration.parameters.Source: read it from the request: "$request.body.x"',
  ],
  http: {
    ...inputs,
    credentialsArn: ROLE("shop-d4539858"),
    integrationSubtype: "EventBridge-PutEvents",
    requestParameters: { Detail: "$request.body", DetailType: "ThingMade", Source: "shop.web", EventBusName: BUS },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:events:action/PutEvents",
    credentials: ROLE("shop-d4539858"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
    },
    requestTemplates: {
      "application/json": `{"Entries":[{"Source":"shop.web","DetailType":"ThingMade","EventBusName":"${BUS}","Detail":${escapedBody}}]}`,
    },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "events:PutEvents", Resource: BUS }],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"FailedEntryCount":0,"Entries":\[\{"EventId":"[0-9a-f-]{36}"\}\]\}$/,
      inbox: {
        service: "events",
        operation: "PutEvents",
        target: "event-bus/shop",
        parameters: { Detail: body, DetailType: "ThingMade", Source: "shop.web", EventBusName: BUS },
      },
    },
    REST: {
      status: 200,
      body: /^\{"FailedEntryCount":0,"Entries":\[\{"EventId":"[0-9a-f-]{36}"\}\]\}$/,
      inbox: {
        service: "events",
        operation: "PutEvents",
        target: "event-bus/shop",
        parameters: {
          Entries: [{ Source: "shop.web", DetailType: "ThingMade", EventBusName: BUS, Detail: body }],
        },
      },
    },
  },
};

export const stepFunctionsCase: KindCase = {
  spec: () => stepFunctions(MACHINE),
  unknown: (arn) => stepFunctions(arn),
  empty: ["integration.targetArn: pass the state machine itself"],
  http: {
    ...inputs,
    credentialsArn: ROLE("Fulfil"),
    integrationSubtype: "StepFunctions-StartExecution",
    requestParameters: { StateMachineArn: MACHINE, Input: "$request.body" },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:states:action/StartExecution",
    credentials: ROLE("Fulfil"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.0'",
      "integration.request.header.X-Amz-Target": "'AWSStepFunctions.StartExecution'",
    },
    requestTemplates: { "application/json": `{"stateMachineArn":"${MACHINE}","input":${escapedBody}}` },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "states:StartExecution", Resource: MACHINE }],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:Fulfil:[0-9a-f-]{36}","startDate":[0-9.]+\}$/,
      inbox: {
        service: "states",
        operation: "StartExecution",
        target: "stateMachine:Fulfil",
        parameters: { stateMachineArn: MACHINE, input: body },
      },
    },
    REST: {
      status: 200,
      body: /^\{"executionArn":"arn:aws:states:eu-west-1:123456789012:execution:Fulfil:[0-9a-f-]{36}","startDate":[0-9.]+\}$/,
      inbox: {
        service: "states",
        operation: "StartExecution",
        target: "stateMachine:Fulfil",
        parameters: { stateMachineArn: MACHINE, input: body },
      },
    },
  },
};

export const kinesisCase: KindCase = {
  spec: () => kinesis(STREAM, { parameters: { PartitionKey: "$request.path.id" }, encryptionKeyArn: KEY }),
  unknown: (arn) => kinesis(arn),
  empty: ["integration.targetArn: pass the stream itself"],
  restSpec: () => kinesis(STREAM, { encryptionKeyArn: KEY }),
  http: {
    ...inputs,
    credentialsArn: ROLE("clicks-a5f992fc"),
    integrationSubtype: "Kinesis-PutRecord",
    requestParameters: { StreamName: "clicks", Data: "$request.body", PartitionKey: "$request.path.id" },
  },
  rest: {
    type: "aws",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    credentials: ROLE("clicks"),
    passthroughBehavior: "never",
    timeoutInMillis: 29000,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'Kinesis_20131202.PutRecord'",
    },
    requestTemplates: {
      "application/json":
        '{"StreamName":"clicks","Data":"$util.base64Encode($input.body)","PartitionKey":"$context.requestId"}',
    },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [
    { Effect: "Allow", Action: "kinesis:PutRecord", Resource: STREAM },
    { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: KEY },
  ],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"SequenceNumber":"\d+","ShardId":"shardId-000000000000"\}$/,
      inbox: {
        service: "kinesis",
        operation: "PutRecord",
        target: "stream/clicks",
        parameters: { StreamName: "clicks", Data: body, PartitionKey: "7" },
      },
    },
    REST: {
      status: 200,
      body: /^\{"SequenceNumber":"\d+","ShardId":"shardId-000000000000"\}$/,
      inbox: {
        service: "kinesis",
        operation: "PutRecord",
        target: "stream/clicks",
        parameters: {
          StreamName: "clicks",
          Data: Buffer.from(body).toString("base64"),
          PartitionKey: /^[0-9a-f-]{36}$/,
        },
      },
    },
  },
};

export const appConfigCase: KindCase = {
  spec: () => appConfig(`${APPLICATION}/environment/env5678`, `${APPLICATION}/configurationprofile/pro9012`),
  unknown: (arn) => appConfig(arn, arn),
  route: "GET /things/{id}",
  empty: [
    "integration.targetArn: pass the environment itself",
    "integration.configurationProfileArn: pass the configuration profile itself",
  ],
  http: {
    ...inputs,
    credentialsArn: ROLE("env5678-6841e44e"),
    integrationSubtype: "AppConfig-GetConfiguration",
    requestParameters: {
      Application: "abc1234",
      Environment: "env5678",
      Configuration: "pro9012",
      ClientId: "$context.apiId",
    },
  },
  policy: [
    {
      Effect: "Allow",
      Action: "appconfig:GetConfiguration",
      Resource: [APPLICATION, `${APPLICATION}/environment/env5678`, `${APPLICATION}/configurationprofile/pro9012`],
    },
  ],
  local: {
    nodes: [
      node("aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion", "first", {
        configurationProfileId: "pro9012",
        contentType: "application/json",
        content: '{"beta":true}',
      }),
    ],
  },
  answers: {
    HTTP: {
      status: 200,
      body: '{"beta":true}',
      inbox: {
        service: "appconfig",
        operation: "GetConfiguration",
        target: "application/abc1234",
        parameters: {
          Application: "abc1234",
          Environment: "env5678",
          Configuration: "pro9012",
          ClientId: "api-id",
        },
      },
    },
  },
};
