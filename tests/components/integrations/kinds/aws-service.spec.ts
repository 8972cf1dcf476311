import { awsService } from "../../../../components";
import { describeKind } from "../describe-kind";
import { REST_CALL } from "../kind-parts";

const OWN_ROLE = "arn:aws:iam::123456789012:role/own";
const RECORD = '{"StreamName":"clicks","Data":"eA==","PartitionKey":"1"}';
const put = (key: string) =>
  awsService({
    service: "kinesis",
    action: "PutRecord",
    region: "eu-west-1",
    credentials: OWN_ROLE,
    requestTemplates: { [key]: RECORD },
  });

describeKind("awsService", {
  spec: () => put("application/json"),
  webSocketSpec: () => put("$default"),
  unknown: (value) => awsService({ service: "sns", action: "Publish", region: value, credentials: value }),
  empty: [
    "integration.service: use awsService({ service, action, region, credentials })",
    "integration.region: use awsService({ service, action, region, credentials })",
    "integration.credentials: use awsService({ service, action, region, credentials })",
    "integration.action: use awsService({ service, action, region, credentials })",
  ],
  rest: {
    ...REST_CALL,
    passthroughBehavior: "when_no_match",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    credentials: OWN_ROLE,
    requestTemplates: { "application/json": RECORD },
    responses: { default: { statusCode: "200" } },
  },
  webSocket: {
    integrationType: "AWS",
    integrationMethod: "POST",
    integrationUri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    credentialsArn: OWN_ROLE,
    requestTemplates: { $default: RECORD },
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
});
