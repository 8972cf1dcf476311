import assert from "node:assert/strict";
import { progressText } from "../../../cli/check/progress";

describe("the progress of a check", () => {
  it("names the stacks under way, and counts those that are done or have failed", () => {
    const states = new Map([
      ["dev", "done"],
      ["test", "failed"],
      ["prod", "12 of 40 resources"],
      ["local", "evaluating"],
    ]);
    assert.equal(progressText(states), "2 done, prod: 12 of 40 resources, local: evaluating");
  });
});
