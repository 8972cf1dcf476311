import assert from "node:assert/strict";
import { Slots } from "../../language/slots";

describe("slots for tasks", () => {
  it("are taken by so many at a time, in turn", async () => {
    const slots = new Slots(2);
    const begun: number[] = [];
    const taken = [0, 1, 2, 3].map(async (at) => {
      const giveBack = await slots.take();
      begun.push(at);
      return giveBack;
    });
    const [first, second] = await Promise.all(taken.slice(0, 2));
    assert.deepEqual(begun, [0, 1]);
    second?.();
    (await taken[2])?.();
    await taken[3];
    first?.();
    assert.deepEqual(begun, [0, 1, 2, 3]);
    (await slots.take())();
  });
});
