import assert from "node:assert/strict";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { MessageChannel } from "node:worker_threads";
import type { PendingInvocation } from "../../../../gateway/server/lambda/execution-environment";
import { ManualClock } from "../../../support/manual-clock";
import { ManualEnvironment } from "./manual-environment";

describe("a sandbox with requests that were handed over ahead", () => {
  const answers = new Map<string, unknown>();
  const request = (payload: string): PendingInvocation => ({
    invocation: { awsRequestId: payload, invokedFunctionArn: "arn", payload },
    since: 0,
    settle: (result) => answers.set(payload, result),
  });

  it("never starts one that was taken back instead of a later one, and mixes no answers up", async () => {
    const environment = ManualEnvironment.ready(2);
    environment.run(request("a"));
    environment.run(request("b"));
    const [a, b] = environment.mailbox;
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(environment.starts(a), true);
    assert.deepEqual(
      environment.takeBack(0).map(({ invocation }) => invocation.payload),
      ["b"],
    );
    environment.run(request("c"));
    const c = environment.mailbox[2];
    assert.ok(c !== undefined);
    assert.notEqual(c[4], a[4], "each request has a number of its own");
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

  it("has room for as many as the handler answers within a millisecond", async () => {
    const environment = ManualEnvironment.ready(8);
    environment.run(request("a"));
    assert.equal(environment.hasRoom, false, "how long the handler takes is not known yet");
    environment.answer("1", 0.3);
    for (const [load, name] of ["b", "c", "d", "e"].entries()) {
      assert.equal(load === 0 || environment.hasRoom, true, name);
      environment.run(request(name));
    }
    assert.equal(environment.hasRoom, false, "four take 1.2 ms");
    await environment.close();
  });

  const timedOut = (id: string): unknown => ({
    kind: "error",
    error: { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${id} Error: Task timed out after 1.00 seconds` },
  });

  it("gives each request its whole timeout, whenever the one before it came", async () => {
    const clock = ManualClock.install();
    try {
      const environment = new ManualEnvironment(2, undefined, { timeout: 1 });
      environment.loads();
      environment.run(request("early"));
      clock.advance(700);
      environment.answer("in time");
      environment.run(request("late"));
      clock.advance(999);
      await nextTurn();
      assert.equal(environment.alive, true);
      clock.advance(1);
      await nextTurn();
      assert.equal(environment.alive, false);
      assert.deepEqual(answers.get("late"), timedOut("late"));
    } finally {
      ManualClock.restore();
    }
  });

  it("takes a reply that came in time, though the gateway was busy until after the timeout", async () => {
    const environment = new ManualEnvironment(2, undefined, { timeout: 0.02 });
    environment.loads();
    const { port1, port2 } = new MessageChannel();
    port2.on("message", (payload: string) => environment.answer(payload));
    environment.run(request("slow gateway"));
    port1.postMessage("in time");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    await once(port2, "message");
    port1.close();
    assert.deepEqual(answers.get("slow gateway"), { kind: "success", payload: "in time" });
    await environment.close();
  });
});
