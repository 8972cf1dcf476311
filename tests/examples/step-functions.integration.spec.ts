import assert from "node:assert/strict";
import type { Gateway } from "../../gateway/server";
import { evaluateExample, type Example, rolePolicy } from "./example";

describe("examples/step-functions", () => {
  let example: Example;
  let gateway: Gateway;

  before(async () => {
    example = await evaluateExample("step-functions", "dev");
    gateway = await example.serve();
  });
  after(() => gateway?.close());

  const statement = (machine: string, Action: string): unknown => ({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action, Resource: example.node("sfn/stateMachine:StateMachine", machine).outputs.arn },
    ],
  });
  const post = (api: string, path: string, body: string): Promise<Response> =>
    fetch(`${gateway.apis.find(({ name }) => name.startsWith(api))?.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });

  it("lets each API start its state machine in its way, and nothing else", () => {
    assert.deepEqual(rolePolicy(example, "jobs-nightly-role"), statement("nightly", "states:StartExecution"));
    assert.deepEqual(
      rolePolicy(example, "quotes-quote-5c612746-role"),
      statement("quote", "states:StartSyncExecution"),
    );
  });

  it("starts the job, and answers with its execution", async () => {
    const response = await post("jobs", "nightly", '{"day":1}');
    const { executionArn } = (await response.json()) as { executionArn: string };
    assert.match(executionArn, /^arn:aws:states:eu-west-1:\d{12}:execution:nightly-[0-9a-f]{7}:[0-9a-f-]{36}$/);
    assert.equal(gateway.inbox.at(-1)?.parameters.input, '{"day":1}');
  });

  it("waits for the quote, and answers with its output alone", async () => {
    const response = await post("quotes", "quotes", '{"item":"it\'s tea"}');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { item: "it's tea" });
    assert.equal(gateway.inbox.at(-1)?.operation, "StartSyncExecution");
  });
});
