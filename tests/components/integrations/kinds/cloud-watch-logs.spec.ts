import assert from "node:assert/strict";
import { cloudWatchLogs } from "../../../../components";
import { cloudWatchLogsStandIn } from "../../../../gateway/server/aws-services/stand-ins/cloud-watch-logs";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { REFUSALS, REST_CALL, ROLE } from "../kind-parts";
import { answerTo } from "../stand-in-answer";

const GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:/shop/audit";
const STREAM = `${GROUP}:log-stream:web`;
const DAY = 86_400_000;

const group = node("aws:cloudwatch/logGroup:LogGroup", "audit", { name: "/shop/audit", retentionInDays: 7 });
const stream = node("aws:cloudwatch/logStream:LogStream", "web", { logGroupName: "/shop/audit", name: "web" });
const rejected = `#set($rejected = $input.path('$.rejectedLogEventsInfo'))#if($rejected && $rejected != "")`;

describeKind("cloudWatchLogs", {
  spec: () => cloudWatchLogs(GROUP, { logStreamName: "web" }),
  unknown: (arn) => cloudWatchLogs(arn, { logStreamName: arn }),
  empty: [
    "integration.targetArn: pass the log group itself",
    "integration.logStreamName: pass { logStreamName: stream.name }",
  ],
  rest: {
    ...REST_CALL,
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:logs:action/PutLogEvents",
    credentials: ROLE("audit-10f28e0e"),
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'Logs_20140328.PutLogEvents'",
    },
    requestTemplates: {
      "application/json": `{"logGroupName":"/shop/audit","logStreamName":"web","logEvents":[{"timestamp":$context.requestTimeEpoch,"message":"$util.escapeJavaScript($input.body).replaceAll("\\\\'","'")"}]}`,
    },
    responses: {
      default: {
        statusCode: "200",
        responseTemplates: {
          "application/json": `${rejected}#set($context.responseOverride.status = 400){"message":"Bad Request"}#else{}#end`,
        },
      },
      ...REFUSALS,
    },
  },
  policy: [{ Effect: "Allow", Action: "logs:PutLogEvents", Resource: STREAM }],
  roles: [[cloudWatchLogs(`${GROUP}:*`, { logStreamName: "web" }), ["logs:PutLogEvents", STREAM]]],
  local: { nodes: [group, stream] },
  answers: {
    REST: {
      status: 200,
      body: "{}",
      inbox: {
        service: "logs",
        operation: "PutLogEvents",
        target: "log-group:/shop/audit:log-stream:web",
        parameters: {
          logGroupName: "/shop/audit",
          logStreamName: "web",
          logEvents: /^\[\{"timestamp":\d{13},"message":"\{\\"item\\":\\"it's \\\\\\"tea\\\\\\"\\"\}"\}\]$/,
        },
      },
    },
  },
  refusals: [
    {
      name: "a stream that the group does not have",
      spec: cloudWatchLogs(GROUP, { logStreamName: "batch" }),
      status: 400,
      body: '{"message":"Bad Request"}',
      log: /logs PutLogEvents refused, The specified log stream does not exist\./,
    },
    {
      name: "an event that CloudWatch Logs rejects",
      spec: cloudWatchLogs(GROUP, {
        logStreamName: "web",
        requestTemplates: {
          "application/json":
            '{"logGroupName":"/shop/audit","logStreamName":"web","logEvents":[{"timestamp":1,"message":"old"}]}',
        },
      }),
      status: 400,
      body: '{"message":"Bad Request"}',
      log: /logs PutLogEvents on log-group:\/shop\/audit:log-stream:web, 200/,
    },
  ],
});

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
describe("the stand-in of CloudWatch Logs", () => {
  const now = Date.now();
  const put = (logEvents: unknown, nodes = [group, stream], logStreamName = "web"): Promise<unknown> =>
    answerTo(cloudWatchLogsStandIn, "PutLogEvents", { logGroupName: "/shop/audit", logStreamName, logEvents }, nodes);
  const event = (timestamp: number, message = "paid"): object => ({ timestamp, message });
  const accepted = { nextSequenceToken: "49039859622836100580309623062380498493024908422382846114" };

  it("takes events, and those of a group of another program on any stream", async () => {
    assert.deepEqual(await put([event(now - 1), event(now)]), accepted);
    assert.deepEqual(await put([event(now)], [], "any"), accepted);
  });

  it("returns which events are too old or too new, and which the group's retention has expired", async () => {
    const forever = node("aws:cloudwatch/logGroup:LogGroup", "audit", { name: "/shop/audit" });
    const events = [event(now - 15 * DAY), event(now), event(now + DAY / 8)];
    assert.deepEqual(await put(events, [forever, stream]), {
      ...accepted,
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 },
    });
    assert.deepEqual(await put([event(now - 8 * DAY), event(now - 7.5 * DAY)]), {
      ...accepted,
      rejectedLogEventsInfo: { expiredLogEventEndIndex: 2 },
    });
  });

  for (const [name, events, message] of [
    ["no events", [], /1 to 10000 events/],
    ["no list", "paid", /1 to 10000 events/],
    ["an empty message", [event(now, "")], /a timestamp in milliseconds and a message/],
    ["a time that is a text", [{ timestamp: "now", message: "paid" }], /a timestamp in milliseconds and a message/],
    ["events that are not in their order", [event(now), event(now - 1)], /must be in chronological order\.$/],
    ["events of more than a day", [event(now - 2 * DAY), event(now)], /cannot span more than 24 hours/],
    ["more than 1 MiB", [event(now, "x".repeat(1_048_576 - 25))], /1048577 bytes exceeds limit of 1048576/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(put(events), {
        name: "ServiceError",
        code: "InvalidParameterException",
        status: 400,
        message,
      });
    });
  }

  it("takes exactly 1 MiB: each event counts 26 bytes more", async () => {
    assert.deepEqual(await put([event(now, "x".repeat(1_048_576 - 26))]), accepted);
  });
});
