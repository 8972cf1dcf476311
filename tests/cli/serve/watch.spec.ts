import * as assert from "node:assert/strict";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { watchProject } from "../../../cli/serve/watch";

/** A call of the watcher, which lasts until it is ended or stopped. */
interface Call {
  signal: AbortSignal;
  end: () => void;
}

describe("watchProject", () => {
  const folders: string[] = [];
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
    folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
  });

  async function watched(): Promise<{
    write: (text: string) => void;
    call: (index: number) => Promise<Call>;
    calls: Call[];
    folder: string;
  }> {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-watch-"));
    folders.push(folder);
    const calls: Call[] = [];
    const write = (text: string): void => writeFileSync(join(folder, "index.ts"), text);
    write("first");
    const watcher = await watchProject(folder, (signal) => {
      return new Promise((resolve) => {
        calls.push({ signal, end: resolve });
        signal.addEventListener("abort", () => resolve());
      });
    });
    closing.push(() => watcher.close());
    const call = async (index: number): Promise<Call> => {
      for (let waited = 0; waited < 60_000; waited += 20) {
        const found = calls[index];
        if (found !== undefined) {
          return found;
        }
        await delay(20);
      }
      return assert.fail(`call ${index} did not come: there were ${calls.length}`);
    };
    return { write, call, calls, folder };
  }

  it("sees a change of a Python function's packages", async () => {
    const { call, folder } = await watched();
    writeFileSync(join(folder, "requirements.txt"), "requests==2.32.3\n");
    (await call(0)).end();
  });

  it("stops the call under way at a further change, and calls once more", async () => {
    const { write, call, calls } = await watched();
    write("hangs");
    const first = await call(0);
    assert.equal(first.signal.aborted, false);
    write("fixed");
    const second = await call(1);
    assert.deepEqual([first.signal.aborted, second.signal.aborted, calls.length], [true, false, 2]);
  });

  it("watches on where the folder was moved away and back", async () => {
    const { write, call, calls, folder } = await watched();
    const away = `${folder}-away`;
    renameSync(folder, away);
    // longer than between two looks at the folder
    await delay(1_300);
    calls.forEach(({ end }) => end());
    const before = calls.length;
    renameSync(away, folder);
    (await call(before)).end();
    write("changed");
    (await call(before + 1)).end();
  });

  it("lets the call go on where a file is written anew with the same content, and calls again after it", async () => {
    const { write, call, calls } = await watched();
    write("generated");
    const first = await call(0);
    await delay(100);
    write("generated");
    await delay(600);
    assert.deepEqual([first.signal.aborted, calls.length], [false, 1]);
    first.end();
    await call(1);
    assert.equal(first.signal.aborted, false);
  });
});
