import assert from "node:assert/strict";
import { createHook } from "node:async_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { keepTicksQuick } from "../../../gateway/server";

describe("keepTicksQuick", () => {
  it("keeps one entry of the queue of ticks over a full garbage collection, however often it is called", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const entries: WeakRef<object>[] = [];
    const hook = createHook({
      init: (_id, type, _trigger, entry) => type === "TickObject" && entries.push(new WeakRef(entry)),
    }).enable();
    keepTicksQuick();
    keepTicksQuick();
    process.nextTick(() => undefined);
    hook.disable();
    await turn();
    await turn();
    collect();
    assert.equal(entries.length, 3);
    assert.equal(entries.filter((entry) => entry.deref() !== undefined).length, 1);
  });
});
