import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const bin = join(__dirname, "../../../bin/gatewright.js");

describe("what a command prints where it cannot be written", () => {
  it("ends it as SIGPIPE would where nobody reads on, with no stack trace", async () => {
    const child = spawn(process.execPath, [bin, "completion", "bash"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const closed = once(child, "close");
    const printed = await text(child.stderr);
    await closed;
    assert.deepEqual([child.exitCode, printed], [141, ""]);
  });

  (process.platform === "linux" ? it : it.skip)("ends it with 2 and the reason where the disk is full", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [bin, "completion", "bash"], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    assert.ok(child.stderr);
    const closed = once(child, "close");
    const printed = await text(child.stderr);
    await closed;
    assert.deepEqual(
      [child.exitCode, printed],
      [2, "gatewright: stdout cannot be written: ENOSPC: no space left on device, write\n"],
    );
  });
});
