import assert from "node:assert/strict";
import { withTimeout } from "../../../../gateway/server/shared/timeout";

describe("withTimeout", () => {
  const after = <T>(milliseconds: number, value: T): Promise<T> =>
    new Promise((done) => setTimeout(() => done(value), milliseconds));

  it("gives what the work gives in time", async () => {
    assert.equal(await withTimeout(after(1, "done"), 5000), "done");
    await assert.rejects(withTimeout(Promise.reject(new Error("broken")), 5000), { message: "broken" });
  });

  it("does not wait for work that takes longer, which goes on", async () => {
    const work = after(40, "late");
    assert.equal(await withTimeout(work, 5), "timeout");
    assert.equal(await work, "late");
  });
});
