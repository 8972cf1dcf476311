import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mock } from "node:test";
import { optimiseLater } from "../../../engine/sdk-patches/optimise-later";

/** V8 12 and 13, of Node.js 22 to 24. */
const KNOWS_THE_FLAG = /^1[23]\./.test(process.versions.v8);

describe("having V8 optimise later", () => {
  afterEach(() => mock.timers.reset());

  it("asks for tens of thousands of calls, and for V8's own 3,000 again after a moment", () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const flags: string[] = [];
    optimiseLater({ load: () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }) });
    const first = KNOWS_THE_FLAG ? ["--invocation-count-for-turbofan=20000"] : [];
    assert.deepEqual(flags, first);
    mock.timers.tick(1500);
    assert.deepEqual(flags, KNOWS_THE_FLAG ? [...first, "--invocation-count-for-turbofan=3000"] : []);
  });

  it("prints nothing, and holds no process up", () => {
    const script = `(${optimiseLater.toString()})({ load: require }); console.log("done");`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--eval", script], { encoding: "utf8" });
    assert.deepEqual({ stdout, stderr, status }, { stdout: "done\n", stderr: "", status: 0 });
  });
});
