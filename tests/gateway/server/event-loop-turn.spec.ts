import assert from "node:assert/strict";
import { batchPerEventLoopTurn } from "../../../gateway/server/event-loop-turn";

describe("work at the end of a turn of the event loop", () => {
  const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

  it("runs together and in order, once all that came in this turn is done", async () => {
    const order: string[] = [];
    batchPerEventLoopTurn(() => order.push("first"));
    batchPerEventLoopTurn(() => order.push("second"));
    await Promise.resolve();
    order.push("meanwhile");
    assert.deepEqual(order, ["meanwhile"]);
    await turn();
    assert.deepEqual(order, ["meanwhile", "first", "second"]);
  });

  it("leaves what it brings about to the next turn", async () => {
    const order: string[] = [];
    batchPerEventLoopTurn(() => {
      order.push("now");
      batchPerEventLoopTurn(() => order.push("next"));
    });
    await turn();
    assert.deepEqual(order, ["now"]);
    await turn();
    assert.deepEqual(order, ["now", "next"]);
  });
});
