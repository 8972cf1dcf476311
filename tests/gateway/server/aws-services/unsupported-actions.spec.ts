import { conformance, type Case } from "../../../conformance/http-api/harness";
import { REST_PAGES as PAGES } from "../../../conformance/rest-api/pages";
import { restApi, type TestMethod } from "../../../support/rest-program";
import { defined } from "../../../../language/defined";

const arn = (target: string): string => `arn:aws:apigateway:eu-west-1:${target}`;

/** A method that passes the client's body to a service, and its answer back. */
function service(uri: string, httpMethod = "POST", more: Record<string, string> = {}): TestMethod {
  return {
    integration: {
      type: "aws",
      httpMethod,
      uri: arn(uri),
      credentials: "arn:aws:iam::123456789012:role/other",
      passthroughBehavior: "WHEN_NO_MATCH",
      requestParameters: { "integration.request.path.key": "method.request.path.key", ...more },
      responses: {
        default: { statusCode: "200" },
        "404": { statusCode: "404" },
        "4\\d{2}": { statusCode: "400" },
      },
    },
  };
}

const fails = (name: string, path: string, body?: string): Case => ({
  name,
  source: PAGES.recordings,
  request: defined({
    method: "POST",
    path: `/prod/${path}`,
    headers: { "content-type": "application/json" },
    body,
  }),
  expect: { status: 500, json: { message: "Internal server error" }, log: /does not run on this machine/ },
});

const target = "'AmazonSQS.SendMessage'";
const sqsHeaders = {
  "integration.request.header.X-Amz-Target": target,
  "integration.request.header.Content-Type": "'application/x-amz-json-1.0'",
};
const records = JSON.stringify({
  StreamName: "s",
  Records: [
    { Data: "YQ==", PartitionKey: "1" },
    { Data: "Yg==", PartitionKey: "2" },
  ],
});

const { integration: s3Get } = service("s3:path/bucket/{key}", "GET", {
  "integration.request.querystring.response-content-type": "'text/csv'",
});
const s3Answer: TestMethod = {
  integration: {
    ...s3Get,
    responses: {
      default: {
        statusCode: "200",
        responseParameters: {
          "method.response.header.x-etag": "integration.response.header.ETag",
          "method.response.header.x-type": "integration.response.header.Content-Type",
        },
      },
    },
  },
};

conformance({
  name: "stand-ins of AWS services, with what they do not have",
  given: () =>
    restApi({
      methods: {
        "POST /delete-machine": service("states:action/DeleteStateMachine"),
        "POST /ssm": service("ssm:action/GetParameter"),
        "POST /list-streams": service("kinesis:action/ListStreams"),
        "POST /put-records": service("kinesis:action/PutRecords"),
        "POST /sqs": service("sqs:path/123456789012/jobs", "POST", sqsHeaders),
        "ANY /objects/{key}": service("s3:path/bucket/{key}", "ANY"),
        "GET /typed/{key}": s3Answer,
      },
    }),
  cases: [
    fails("an action that Step Functions' stand-in does not have is 500", "delete-machine", '{"stateMachineArn":"a"}'),
    fails("a service without stand-in is 500, whatever the body is", "ssm"),
    fails("an action that Kinesis' stand-in does not have is 500", "list-streams", '{"StreamName":"s"}'),
    {
      name: "PutRecords takes several records",
      source: PAGES.recordings,
      request: {
        method: "POST",
        path: "/prod/put-records",
        headers: { "content-type": "application/json" },
        body: records,
      },
      expect: { status: 200, members: { FailedRecordCount: 0, "Records.1.ShardId": "shardId-000000000000" } },
    },
    {
      name: "SQS by the JSON protocol answers in its form",
      source: PAGES.recordings,
      request: {
        method: "POST",
        path: "/prod/sqs",
        headers: { "content-type": "application/json" },
        body: '{"QueueUrl":"https://sqs/123456789012/jobs","MessageBody":"hi"}',
      },
      expect: { status: 200, members: { MD5OfMessageBody: "49f68a5c8493ec2c0bf489821c21fc3b" } },
    },
    {
      name: "ANY calls S3 by the client's method",
      source: PAGES.recordings,
      request: { method: "PUT", path: "/prod/objects/a.txt", headers: { "content-type": "text/plain" }, body: "hello" },
      expect: { status: 200 },
    },
    {
      name: "what was put is got",
      source: PAGES.recordings,
      request: { path: "/prod/objects/a.txt" },
      expect: { status: 200, body: "hello" },
    },
    {
      // md5 of "hello" in hexadecimal: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
      name: "S3 answers with an ETag, and with the type that the call asks for",
      source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html",
      request: { path: "/prod/typed/a.txt" },
      expect: {
        status: 200,
        headers: { "x-etag": '"5d41402abc4b2a76b9719d911017c592"', "x-type": "text/csv" },
      },
    },
    {
      name: "a missing key is XML",
      source: PAGES.recordings,
      request: { path: "/prod/objects/none" },
      expect: { status: 404, body: /<Error><Code>NoSuchKey<\/Code>/ },
    },
  ],
});
