import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isRunning, makeProcessFolder } from "../../../../gateway/server/shared/process-folder";

describe("the temporary folders of a process", () => {
  it("are removed by the next one after a kill, and those of running ones stay", async () => {
    const own = await makeProcessFolder("code");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const name = basename(own).replace(`-${process.pid}-code-`, `-${pid}-code-`);
    assert.notEqual(name, basename(own));
    const abandoned = join(dirname(own), name);
    mkdirSync(join(abandoned, "deeper"), { recursive: true });
    const other = await makeProcessFolder("tls");
    assert.deepEqual([own, abandoned, other].map(existsSync), [true, false, true]);
    [own, other].forEach((folder) => rmSync(folder, { recursive: true }));
  });

  it("know which processes run", () => {
    assert.equal(isRunning(process.pid), true);
    assert.equal(isRunning(spawnSync(process.execPath, ["-e", ""]).pid), false);
    assert.equal(isRunning(1.5), false);
  });
});
