import assert from "node:assert/strict";
import {
  cloudWatchLogs,
  dynamoDb,
  eventBridge,
  HttpApi,
  kinesis,
  none,
  RestApi,
  s3,
  secretsManager,
  sns,
  sqs,
  stepFunctions,
} from "../../components";
import { type Gateway, startGateway } from "../../gateway/server";
import { deploy } from "../support/deploy";
import { type Emulator, startEmulator } from "./emulator";
import { readSnapshot } from "../../gateway/model/snapshot";

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const event = { source: "shop.web", detailType: "Made" };
const BUCKET = "arn:aws:s3:::pictures";
const body = '{"item":"it\'s \\"tea\\""}';
const uuid = "[0-9a-f-]{36}";

/** The same services through both kinds of API. */
function program(secretArn: string): void {
  const defaultAuthorizer = none("a test");
  const both = {
    "POST /queue": sqs(arn("sqs", "jobs")),
    "POST /events": eventBridge(arn("events", "event-bus/default"), event),
    "POST /records": kinesis(arn("kinesis", "stream/clicks")),
    "POST /executions": stepFunctions(arn("states", "stateMachine:Fulfil")),
  };
  const attributes = { MessageAttributes: '{"Tenant":{"DataType":"String","StringValue":"x"}}' };
  new HttpApi("http", {
    defaultAuthorizer,
    routes: {
      ...both,
      "POST /tagged": sqs(arn("sqs", "jobs"), { parameters: attributes }),
      "GET /tagged": sqs(arn("sqs", "jobs"), {
        action: "ReceiveMessage",
        parameters: { MessageAttributeNames: "All", MaxNumberOfMessages: "10" },
      }),
    },
  });
  new RestApi("rest", {
    defaultAuthorizer,
    routes: {
      ...both,
      "POST /news": sns(arn("sns", "news")),
      "POST /audit": cloudWatchLogs(arn("logs", "log-group:/shop/audit"), { logStreamName: "web" }),
      "POST /lost": cloudWatchLogs(arn("logs", "log-group:/shop/audit"), { logStreamName: "lost" }),
      "GET /license": secretsManager(secretArn),
      "GET /old-license": secretsManager(secretArn, { versionStage: "AWSPREVIOUS" }),
      "POST /nowhere": sns(arn("sns", "nowhere")),
      "PUT /pictures/{key}": s3(BUCKET, { region: "eu-west-1", action: "PutObject" }),
      "GET /pictures/{key}": s3(BUCKET, { region: "eu-west-1" }),
      "PUT /things/{id}": dynamoDb(arn("dynamodb", "table/things"), { action: "PutItem" }),
      "GET /things/{id}": dynamoDb(arn("dynamodb", "table/things")),
    },
  });
}

describe("integrations of AWS services against an emulator that is not ours", function () {
  this.timeout(300_000);
  let emulator: Emulator | undefined;
  let gateway: Gateway | undefined;

  before(async function () {
    const started = await startEmulator();
    if (typeof started === "string") {
      this.test?.parent?.tests.forEach((test) => (test.title += ` (${started})`));
      this.skip();
    }
    emulator = started;
    const secretArn = await prepare(started.url);
    const { graph } = await deploy(() => program(secretArn));
    gateway = await startGateway(readSnapshot(graph), {
      port: 0,
      local: { backends: {}, commands: {}, endpoint: started.url },
    });
  });
  after(async () => {
    await gateway?.close();
    emulator?.close();
  });

  const call = async (method: string, path: string, sent?: string): Promise<[number, string]> => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${gateway?.url}${path}`, { method, headers, ...(sent && { body: sent }) });
    return [response.status, await response.text()];
  };
  const HTTP = "";
  const REST = "/_api/rest/live";

  const answers: [name: string, method: string, path: string, status: number, answer: RegExp][] = [
    ["SQS, in XML", "POST", `${HTTP}/queue`, 200, new RegExp(`<MessageId>${uuid}</MessageId>`)],
    ["SQS, in short", "POST", `${REST}/queue`, 200, new RegExp(`^\\{"messageId":"${uuid}"\\}$`)],
    ["SNS, in short", "POST", `${REST}/news`, 200, new RegExp(`^\\{"messageId":"${uuid}"\\}$`)],
    ["a topic that is not there", "POST", `${REST}/nowhere`, 400, /^\{"message":"Bad Request"\}$/],
    ["CloudWatch Logs", "POST", `${REST}/audit`, 200, /^\{\}$/],
    ["a log stream that is not there", "POST", `${REST}/lost`, 400, /^\{"message":"Bad Request"\}$/],
    [
      "Secrets Manager",
      "GET",
      `${REST}/license`,
      200,
      new RegExp(`^\\{"versionId":"${uuid}","secretString":"it's 4711"\\}$`),
    ],
    ["a version that is not there", "GET", `${REST}/old-license`, 400, /^\{"message":"Bad Request"\}$/],
    ["EventBridge", "POST", `${HTTP}/events`, 200, /"FailedEntryCount": ?0/],
    ["EventBridge", "POST", `${REST}/events`, 200, /"FailedEntryCount": ?0/],
    ["Kinesis", "POST", `${HTTP}/records`, 200, /"ShardId": ?"shardId-000000000000"/],
    ["Kinesis", "POST", `${REST}/records`, 200, /"ShardId": ?"shardId-000000000000"/],
    ["Step Functions", "POST", `${HTTP}/executions`, 200, new RegExp(`execution:Fulfil:${uuid}`)],
    ["Step Functions", "POST", `${REST}/executions`, 200, new RegExp(`execution:Fulfil:${uuid}`)],
  ];
  for (const [name, method, path, status, answer] of answers) {
    it(`are answered by ${name}, on ${path.startsWith(REST) ? "a REST" : "an HTTP"} API`, async () => {
      const [got, text] = await call(method, path, method === "GET" ? undefined : body);
      assert.equal(got, status, text);
      assert.match(text, answer);
    });
  }

  it("keep a message's attributes", async () => {
    assert.equal((await call("POST", "/tagged", body))[0], 200);
    assert.match((await call("GET", "/tagged"))[1], /<Name>Tenant<\/Name>[\s\S]*<StringValue>x<\/StringValue>/);
  });

  for (const place of ["pictures", "things"]) {
    it(`give back what was put into ${place}, and 404 for what was not`, async () => {
      assert.equal((await call("PUT", `${REST}/${place}/7`, body))[0], 200);
      assert.deepEqual(await call("GET", `${REST}/${place}/7`), [200, body]);
      assert.deepEqual(await call("GET", `${REST}/${place}/8`), [404, '{"message":"Not Found"}']);
    });
  }
});

/** Makes what the program's integrations act on. Returns the ARN of the secret, whose end is the emulator's. */
async function prepare(url: string): Promise<string> {
  const send = async (
    service: string,
    method: string,
    path: string,
    headers: object,
    sent: string,
  ): Promise<string> => {
    const scope = `Credential=test/20260101/eu-west-1/${service}/aws4_request`;
    const signed = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`, ...headers };
    const response = await fetch(url + path, { method, headers: signed, body: sent });
    const text = await response.text();
    assert.ok(response.ok, text);
    return text;
  };
  const form = (service: string, fields: Record<string, string>): Promise<string> =>
    send(
      service,
      "POST",
      "/",
      { "content-type": "application/x-www-form-urlencoded" },
      String(new URLSearchParams(fields)),
    );
  const json = (service: string, target: string, version: string, input: object): Promise<string> => {
    const headers = { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target };
    return send(service, "POST", "/", headers, JSON.stringify(input));
  };
  await form("sqs", { Action: "CreateQueue", QueueName: "jobs" });
  await form("sns", { Action: "CreateTopic", Name: "news" });
  await json("kinesis", "Kinesis_20131202.CreateStream", "1.1", { StreamName: "clicks", ShardCount: 1 });
  await json("states", "AWSStepFunctions.CreateStateMachine", "1.0", {
    name: "Fulfil",
    roleArn: "arn:aws:iam::123456789012:role/fulfil",
    definition: JSON.stringify({ StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } }),
  });
  await json("dynamodb", "DynamoDB_20120810.CreateTable", "1.0", {
    TableName: "things",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const region = "<LocationConstraint>eu-west-1</LocationConstraint>";
  await send(
    "s3",
    "PUT",
    "/pictures",
    {},
    `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region}</CreateBucketConfiguration>`,
  );
  const group = { logGroupName: "/shop/audit" };
  await json("logs", "Logs_20140328.CreateLogGroup", "1.1", group);
  await json("logs", "Logs_20140328.CreateLogStream", "1.1", { ...group, logStreamName: "web" });
  const secret = { Name: "shop/license", SecretString: "it's 4711" };
  const made = await json("secretsmanager", "secretsmanager.CreateSecret", "1.1", secret);
  return (JSON.parse(made) as { ARN: string }).ARN;
}
