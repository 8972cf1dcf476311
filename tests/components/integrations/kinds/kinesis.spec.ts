import { kinesis } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, FIRST_CLASS_INPUTS, KEY, REFUSALS, ROLE } from "../kind-parts";

const STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";

describeKind("kinesis", {
  spec: () => kinesis(STREAM, { parameters: { PartitionKey: "$request.path.id" }, encryptionKeyArn: KEY }),
  unknown: (arn) => kinesis(arn),
  empty: ["integration.targetArn: pass the stream itself"],
  restSpec: () => kinesis(STREAM, { encryptionKeyArn: KEY }),
  http: {
    ...FIRST_CLASS_INPUTS,
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
  roles: [[kinesis(STREAM, { encryptionKeyArn: KEY }), ["kinesis:PutRecord", STREAM], ["kms:GenerateDataKey", KEY]]],
  answers: {
    HTTP: {
      status: 200,
      body: /^\{"SequenceNumber":"\d+","ShardId":"shardId-000000000000"\}$/,
      inbox: {
        service: "kinesis",
        operation: "PutRecord",
        target: "stream/clicks",
        parameters: { StreamName: "clicks", Data: BODY, PartitionKey: "7" },
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
          Data: Buffer.from(BODY).toString("base64"),
          PartitionKey: /^[0-9a-f-]{36}$/,
        },
      },
    },
  },
});
