import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedHistory } from "../support/live/pairs";
import { Random } from "../support/live/random";
import { type RecordedStack, unlikeRecorded } from "../support/live/recorded-updates";

/** Written by `npm run record-updates`, which makes the same updates on the real engine. */
const RECORD = join(__dirname, "recorded-updates.json");

describe("the planner of updates", () => {
  const stacks = JSON.parse(readFileSync(RECORD, "utf8")) as RecordedStack[];
  const updates = stacks.reduce((sum, stack) => sum + stack.updates.length, 0);

  it("is compared with at least 50 updates of the real engine, some of which failed", () => {
    assert.ok(updates >= 50, String(updates));
    assert.ok(stacks.filter((stack) => stack.updates.some(({ failed }) => failed !== undefined)).length >= 10);
  });

  for (const stack of stacks) {
    it(`makes the ${stack.updates.length} updates of seed ${stack.seed} in the real engine's order`, async () => {
      const history = await generatedHistory(new Random(stack.seed));
      assert.deepEqual(
        unlikeRecorded(
          stack,
          history.map(({ program }) => program),
        ),
        [],
      );
    });
  }
});
