import assert from "node:assert/strict";
import { processEnding } from "../../language/process-ending";

describe("how a process ended", () => {
  it("is its exit code, or the signal that ended it", () => {
    assert.equal(processEnding(0, null), "exit code 0");
    assert.equal(processEnding(3, null), "exit code 3");
    assert.equal(processEnding(null, "SIGKILL"), "signal SIGKILL");
  });
});
