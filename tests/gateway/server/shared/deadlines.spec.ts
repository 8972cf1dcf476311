import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Deadline, Deadlines } from "../../../../gateway/server/shared/deadlines";

describe("deadlines", () => {
  it("run out in order, and only those that were not removed", async () => {
    const expired: string[] = [];
    const deadlines = Deadlines.after(20);
    deadlines.add(() => expired.push("first"));
    const removed = deadlines.add(() => expired.push("removed"));
    const last = new Promise<void>((done) => {
      setTimeout(() => {
        deadlines.add(() => {
          expired.push("last");
          done();
        });
      }, 5);
    });
    deadlines.remove(removed);
    const keepAlive = setInterval(() => undefined, 1000);
    await last;
    clearInterval(keepAlive);
    assert.deepEqual(expired, ["first", "last"]);
  });

  it("do not run out before their time, however many ended before", async () => {
    const deadlines = Deadlines.after(21);
    for (let index = 0; index < 100; index++) {
      deadlines.remove(deadlines.add(() => assert.fail("it ended in time")));
    }
    await new Promise((done) => setTimeout(done, 5));
    const began = performance.now();
    const keepAlive = setInterval(() => undefined, 1000);
    await new Promise<void>((done) => deadlines.add(done));
    clearInterval(keepAlive);
    assert.ok(performance.now() - began >= 21);
  });

  it("begin anew where the process was stopped meanwhile, as by Ctrl-Z or a machine that sleeps", async () => {
    const now = performance.now.bind(performance);
    let expired = false;
    const keepAlive = setInterval(() => undefined, 1000);
    const last = new Promise<void>((done) => {
      Deadlines.after(24).add(() => {
        expired = true;
        done();
      });
    });
    Object.defineProperty(performance, "now", { value: () => now() + 60_000, configurable: true });
    try {
      // of the same length and later: what it does comes after what the deadlines' own timer does
      await new Promise<void>((done) => setTimeout(() => setImmediate(done), 24));
      assert.equal(expired, false);
      await last;
    } finally {
      Reflect.deleteProperty(performance, "now");
      clearInterval(keepAlive);
    }
  });

  it("hold nothing of a work that has ended, however long they are held themselves", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const deadlines = Deadlines.after(25_000);
    const works: WeakRef<object>[] = [];
    const begin = (): Deadline => {
      const work = { name: "the work" };
      works.push(new WeakRef(work));
      return deadlines.add(() => assert.fail(work.name));
    };
    const ended = [begin(), begin(), begin()];
    const open = begin();
    ended.forEach((deadline) => deadlines.remove(deadline));
    await nextTurn();
    collect();
    assert.deepEqual(
      works.map((work) => work.deref() !== undefined),
      [false, false, false, true],
    );
    assert.deepEqual(
      ended.map(({ before, after }) => [before, after]),
      ended.map(() => [undefined, undefined]),
    );
    deadlines.remove(open);
  });

  it("may be removed again, and while others run out", async () => {
    const expired: string[] = [];
    const deadlines = Deadlines.after(23);
    const keepAlive = setInterval(() => undefined, 1000);
    await new Promise<void>((done) => {
      deadlines.add(() => {
        expired.push("first");
        deadlines.remove(second);
        deadlines.remove(second);
      });
      const second = deadlines.add(() => expired.push("second"));
      deadlines.add(() => {
        expired.push("third");
        done();
      });
    });
    clearInterval(keepAlive);
    assert.deepEqual(expired, ["first", "third"]);
  });

  it("are shared by all works of one length", () => {
    assert.equal(Deadlines.after(22), Deadlines.after(22));
    assert.notEqual(Deadlines.after(22), Deadlines.after(23));
  });
});
