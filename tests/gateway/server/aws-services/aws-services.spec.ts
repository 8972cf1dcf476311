import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceNode } from "../../../../engine/graph/graph";
import { type Gateway, type GatewayOptions, readInbox, startGateway } from "../../../../gateway/server";
import { graphOf, httpApi, node } from "../../../support/http-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { defined } from "../../../../language/defined";

const ROLE = "arn:aws:iam::123456789012:role/caller";
const QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";
const BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/shop";
const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:Fulfil";

function service(
  subtype: string,
  requestParameters: Record<string, string>,
): { http: string; integration: Record<string, string | Record<string, string>> } {
  const type = { integrationType: "AWS_PROXY", integrationSubtype: subtype, credentialsArn: ROLE };
  return { http: "", integration: { ...type, payloadFormatVersion: "1.0", requestParameters } };
}

const routes = {
  "POST /jobs": service("SQS-SendMessage", { QueueUrl: QUEUE, MessageBody: "$request.body.job" }),
  "GET /jobs": service("SQS-ReceiveMessage", { QueueUrl: QUEUE }),
  "DELETE /jobs/{handle}": service("SQS-DeleteMessage", { QueueUrl: QUEUE, ReceiptHandle: "$request.path.handle" }),
  "DELETE /jobs": service("SQS-PurgeQueue", { QueueUrl: QUEUE }),
  "POST /events": service("EventBridge-PutEvents", {
    Detail: "$request.body",
    DetailType: "Made",
    Source: "shop",
    EventBusName: BUS,
  }),
  "POST /sync": service("StepFunctions-StartSyncExecution", { StateMachineArn: MACHINE, Input: "$request.body" }),
};

describe("AWS service integrations on the local gateway", () => {
  let gateway: Gateway | undefined;
  let lines: string[];
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
  });

  const serve = async (more: ResourceNode[] = [], options: GatewayOptions = {}): Promise<void> => {
    lines = [];
    gateway = await startGateway(readSnapshot(graphOf([...httpApi({ routes }), ...more])), {
      port: 0,
      log: (line) => lines.push(line),
      ...options,
    });
  };
  const call = async (method: string, path: string, body?: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${gateway?.url}${path}`, defined({ method, body }));
    return { status: response.status, text: await response.text() };
  };

  it("send, receive, delete and purge the messages of a queue", async () => {
    await serve();
    assert.equal((await call("POST", "/jobs", '{"job":"sweep <here>"}')).status, 200);
    const received = (await call("GET", "/jobs")).text;
    assert.match(received, /<Body>sweep &lt;here&gt;<\/Body>/);
    assert.doesNotMatch((await call("GET", "/jobs")).text, /<Body>/, "a message that somebody has is hidden");
    const handle = /<ReceiptHandle>([^<]+)</.exec(received)?.[1] ?? "";
    assert.equal((await call("DELETE", `/jobs/${handle}`)).status, 200);
    await call("POST", "/jobs", '{"job":"mop"}');
    assert.equal((await call("DELETE", "/jobs")).status, 200);
    assert.doesNotMatch((await call("GET", "/jobs")).text, /<Body>/);
  });

  it("pass the service's refusal on", async () => {
    await serve();
    const { status, text } = await call("POST", "/jobs", '{"other":1}');
    assert.equal(status, 400);
    assert.match(text, /<Code>MissingParameter<\/Code><Message>The request must contain the parameter MessageBody\./);
  });

  it("fail an event that is no JSON object by itself", async () => {
    await serve();
    assert.deepEqual(await call("POST", "/events", "hello"), {
      status: 200,
      text: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."}]}',
    });
  });

  it("answer a synchronous execution with its input", async () => {
    await serve();
    const { text } = await call("POST", "/sync", '{"a":1}');
    const { status, output } = JSON.parse(text) as { status: string; output: string };
    assert.deepEqual({ status, output }, { status: "SUCCEEDED", output: '{"a":1}' });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
  it("need a role that allows the call, where the program says what the role may", async () => {
    const role = node("aws:iam/role:Role", "caller", { name: "caller" }, { arn: ROLE });
    const policy = (Resource: string): ResourceNode =>
      node("aws:iam/rolePolicy:RolePolicy", "jobs", {
        role: "caller",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource }] }),
      });
    await serve([role, policy("arn:aws:sqs:eu-west-1:123456789012:others")]);
    const { status, text } = await call("POST", "/jobs", '{"job":"sweep"}');
    assert.equal(status, 403);
    assert.match(text, /<Code>AccessDeniedException<\/Code>/);
    assert.ok(
      lines.includes(
        `POST /jobs: ${ROLE} is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:jobs; allow it in the role's policy`,
      ),
      lines.join("\n"),
    );
    await gateway?.update(
      readSnapshot(graphOf([...httpApi({ routes }), role, policy("arn:aws:sqs:eu-west-1:123456789012:jobs")])),
    );
    assert.equal((await call("POST", "/jobs", '{"job":"sweep"}')).status, 200);
  });

  it("are kept in the inbox, in memory and in a file for its own user", async () => {
    const stateDirectory = mkdtempSync(join(tmpdir(), "gatewright-inbox-"));
    try {
      await serve([], { stateDirectory });
      await call("POST", "/jobs", '{"job":"sweep"}');
      const kept = gateway?.inbox[0];
      assert.deepEqual(
        { ...kept, time: "" },
        {
          time: "",
          service: "sqs",
          operation: "SendMessage",
          target: "jobs",
          route: "POST /jobs",
          parameters: { QueueUrl: QUEUE, MessageBody: "sweep" },
          status: 200,
        },
      );
      await gateway?.close();
      gateway = undefined;
      assert.deepEqual(await readInbox(stateDirectory), [kept]);
      assert.equal(statSync(join(stateDirectory, "inbox.jsonl")).mode & 0o777, 0o600);
    } finally {
      rmSync(stateDirectory, { recursive: true });
    }
  });

  it("go to an emulator where one is set", async () => {
    const got: { headers: IncomingHttpHeaders; body: string }[] = [];
    const emulator = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        got.push({ headers: request.headers, body });
        response.setHeader("content-type", "text/xml").end("<SendMessageResponse>its own</SendMessageResponse>");
      });
    });
    await new Promise<void>((done) => emulator.listen(0, "127.0.0.1", done));
    try {
      const endpoint = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
      await serve([], { local: { backends: {}, commands: {}, endpoint } });
      assert.deepEqual(await call("POST", "/jobs", '{"job":"sweep"}'), {
        status: 200,
        text: "<SendMessageResponse>its own</SendMessageResponse>",
      });
      assert.match(got[0]?.headers.authorization ?? "", /\/eu-west-1\/sqs\/aws4_request/);
      assert.deepEqual(Object.fromEntries(new URLSearchParams(got[0]?.body)), {
        Action: "SendMessage",
        QueueUrl: QUEUE,
        MessageBody: "sweep",
      });
    } finally {
      emulator.closeAllConnections();
      emulator.close();
    }
  });

  it("are 503 where the emulator cannot be reached", async () => {
    await serve([], { local: { backends: {}, commands: {}, endpoint: "http://127.0.0.1:9" } });
    assert.equal((await call("POST", "/jobs", '{"job":"sweep"}')).status, 503);
    assert.match(lines.join("\n"), /http:\/\/127\.0\.0\.1:9 gave no answer/);
  });
});
