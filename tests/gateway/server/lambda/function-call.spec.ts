import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import type { PropertyValue } from "../../../../engine/graph/value";
import { callFunction, unansweredText } from "../../../../gateway/server/lambda/function-call";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import type { LambdaFunction } from "../../../../gateway/server/lambda/lambda-function";
import { graphOf, jsFunction } from "../../../support/http-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const ECHO = `exports.handler = async (event, context) => ({ event, arn: context.invokedFunctionArn });`;
const SLOW = `exports.handler = () => new Promise((done) => setTimeout(() => done("late"), 300));`;

const ENDLESS = `exports.handler = () => new Promise(() => setInterval(() => undefined, 1000));`;

describe("a call of a function", () => {
  let registry: FunctionRegistry;
  const load = async (source: string, inputs: Record<string, PropertyValue> = {}): Promise<LambdaFunction> => {
    const { functions } = readSnapshot(graphOf([jsFunction("fn", source, inputs)])).model;
    const [loaded] = (await registry.load(functions, tmpdir())).values();
    assert.ok(loaded);
    return loaded;
  };

  beforeEach(() => (registry = new FunctionRegistry({}, () => undefined)));
  afterEach(() => registry.close());

  it("has the function's result, with a request id and a latency", async () => {
    const call = await callFunction(await load(ECHO), "arn:fn:live", `{"a":1}`, 60_000);
    assert.deepEqual(call.outcome, { kind: "result", payload: `{"event":{"a":1},"arn":"arn:fn:live"}` });
    assert.match(call.requestId, /^[0-9a-f-]{36}$/);
    assert.ok(call.latency >= 0 && Number.isInteger(call.latency), String(call.latency));
  });

  it("has the error that the function ended with", async () => {
    const fn = await load(`exports.handler = async () => { throw new TypeError("broken"); };`);
    const { outcome } = await callFunction(fn, "arn:fn", "{}", 60_000);
    assert.deepEqual(outcome, {
      kind: "functionError",
      errorType: "TypeError",
      errorMessage: "broken",
      payload: JSON.stringify({
        errorType: "TypeError",
        errorMessage: "broken",
        trace: ["TypeError: broken", "    at exports.handler (/var/task/index.js:1:39)"],
      }),
    });
  });

  it("is unanswered past the caller's timeout", async () => {
    const call = await callFunction(await load(ENDLESS, { timeout: 60 }), "arn:fn", "{}", 50);
    assert.equal(call.outcome === undefined && call.unanswered, "timeout");
  });

  it("is unanswered over the function's reserved concurrency", async () => {
    const fn = await load(SLOW, { reservedConcurrentExecutions: 1 });
    const first = callFunction(fn, "arn:fn", "{}", 60_000);
    const call = await callFunction(fn, "arn:fn", "{}", 60_000);
    assert.equal(call.outcome === undefined && call.unanswered, "throttled");
    assert.deepEqual((await first).outcome, { kind: "result", payload: `"late"` });
  });

  it("is unanswered where the runtime does not run on this machine", async () => {
    const call = await callFunction(await load(ECHO, { runtime: "java21" }), "arn:fn", "{}", 60_000);
    assert.equal(call.outcome === undefined && call.unanswered, "refused");
  });

  it("says in the log why it is unanswered", () => {
    assert.equal(unansweredText("fn", "timeout", "10 s"), "fn did not answer within 10 s");
    assert.equal(unansweredText("fn", "throttled", "10 s"), "fn is throttled: its reserved concurrency is used up");
    assert.equal(unansweredText("fn", "refused", "10 s"), "fn does not run locally");
  });
});
