import assert from "node:assert/strict";
import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { withTimeout } from "../../../../gateway/server/shared/timeout";

describe("withTimeout", () => {
  const after = <T>(milliseconds: number, value: T): Promise<T> =>
    new Promise((done) => setTimeout(() => done(value), milliseconds));

  it("gives what the work gives in time", async () => {
    assert.equal(await withTimeout(after(1, "done"), 5000), "done");
    await assert.rejects(withTimeout(Promise.reject(new Error("broken")), 5000), { message: "broken" });
  });

  it("does not wait for work that takes longer, which goes on", async () => {
    let end: (value: string) => void = () => undefined;
    const work = new Promise<string>((done) => (end = done));
    assert.equal(await withTimeout(work, 5), "timeout");
    end("late");
    assert.equal(await work, "late");
  });

  it("gives what came in time, though this process was busy until after the timeout", async () => {
    const { port1, port2 } = new MessageChannel();
    const work = once(port2, "message");
    const outcome = withTimeout(work, 20);
    port1.postMessage("in time");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    assert.notEqual(await outcome, "timeout");
    port1.close();
  });
});
