import assert from "node:assert/strict";
import type { Waiting } from "../../../../gateway/runtime/lambda/execution-environment";
import { ManualEnvironment } from "./manual-environment";

describe("a sandbox with requests that were handed over ahead", () => {
  const answers = new Map<string, unknown>();
  const request = (payload: string): Waiting => ({
    invocation: { awsRequestId: payload, invokedFunctionArn: "arn", payload },
    since: 0,
    settle: (result) => answers.set(payload, result),
  });

  it("never starts one that was taken back in the place of a later one, and mixes no answers up", async () => {
    const environment = ManualEnvironment.ready(2);
    environment.take(request("a"));
    environment.take(request("b"));
    const [a, b] = environment.mailbox;
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(environment.starts(a), true);
    assert.deepEqual(
      environment.takeBack(0).map(({ invocation }) => invocation.payload),
      ["b"],
    );
    environment.take(request("c"));
    const c = environment.mailbox[2];
    assert.ok(c !== undefined);
    assert.notEqual(c[4], a[4], "the running request keeps its slot");
    environment.answer("a's");
    assert.equal(environment.starts(b), false);
    assert.equal(environment.starts(c), true);
    environment.answer("c's");
    assert.deepEqual(
      [...answers],
      [
        ["a", { kind: "success", payload: "a's" }],
        ["c", { kind: "success", payload: "c's" }],
      ],
    );
    await environment.close();
  });
});
