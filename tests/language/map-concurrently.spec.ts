import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { mapConcurrently } from "../../language/map-concurrently";

describe("mapping items concurrently", () => {
  it("keeps their order, and has no more under way than the limit", async () => {
    let underWay = 0;
    const most: number[] = [];
    const doubled = await mapConcurrently([1, 2, 3, 4, 5], 2, async (item) => {
      most.push(++underWay);
      await setImmediate();
      underWay -= 1;
      return item * 2;
    });
    assert.deepEqual([doubled, Math.max(...most)], [[2, 4, 6, 8, 10], 2]);
  });

  it("rejects with the first error, and begins no further item", async () => {
    const begun: number[] = [];
    const mapped = mapConcurrently([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await setImmediate();
      if (item === 1) {
        throw new Error("the first fails");
      }
    });
    await assert.rejects(mapped, new Error("the first fails"));
    await setImmediate();
    await setImmediate();
    assert.deepEqual(begun, [1, 2]);
  });
});
