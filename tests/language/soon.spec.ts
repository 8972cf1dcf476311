import assert from "node:assert/strict";
import { soon } from "../../language/soon";

describe("soon", () => {
  it("goes on at once with what is there, and throws what the next step throws", () => {
    assert.equal(
      soon(1, (value) => value + 1),
      2,
    );
    assert.throws(() => soon(1, () => assert.fail("broken")), { message: "broken" });
  });

  it("goes on later with what is still coming, and rejects with what the next step throws", async () => {
    const coming = soon(Promise.resolve(1), (value) => value + 1);
    assert.ok(coming instanceof Promise);
    assert.equal(await coming, 2);
    await assert.rejects(async () => soon(Promise.resolve(1), () => assert.fail("broken")), { message: "broken" });
  });
});
