import assert from "node:assert/strict";
import { Runs } from "../../../cli/serve/runs";

/** A task whose runs last until they are ended or stopped. */
function task(): { runs: { signal: AbortSignal; end: () => void }[]; run: (signal: AbortSignal) => Promise<void> } {
  const runs: { signal: AbortSignal; end: () => void }[] = [];
  const run = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      runs.push({ signal, end: resolve });
      signal.addEventListener("abort", () => resolve());
    });
  return { runs, run };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("Runs", () => {
  it("runs once more for all requests that come during a run", async () => {
    const { runs, run } = task();
    const sequence = new Runs(run);
    [1, 2, 3].forEach(() => sequence.request(false));
    assert.equal(runs.length, 1);
    runs[0]?.end();
    await turn();
    assert.equal(runs.length, 2);
    runs[1]?.end();
    await turn();
    assert.equal(runs.length, 2);
  });

  it("stops two runs in a row, and lets the third end: requests that keep coming do not starve it", async () => {
    const { runs, run } = task();
    const sequence = new Runs(run, 60_000);
    for (let count = 0; count < 3; count++) {
      sequence.request(true);
      await turn();
    }
    assert.deepEqual(
      runs.map(({ signal }) => signal.aborted),
      [true, true, false],
    );
    sequence.request(true);
    await turn();
    assert.equal(runs[2]?.signal.aborted, false);
    runs[2]?.end();
    await turn();
    assert.equal(runs.length, 4);
    sequence.request(true);
    await turn();
    assert.equal(runs[3]?.signal.aborted, true);
    runs[4]?.end();
  });

  it("ends with the run under way stopped, and begins none after it", async () => {
    const { runs, run } = task();
    const sequence = new Runs(run);
    await sequence.end();
    const other = new Runs(run);
    other.request(false);
    other.request(false);
    await other.end();
    assert.deepEqual(
      runs.map(({ signal }) => signal.aborted),
      [true],
    );
    [sequence, other].forEach((ended) => ended.request(true));
    await turn();
    assert.equal(runs.length, 1);
  });

  it("stops a third one that does not end in its time", async () => {
    const { runs, run } = task();
    const sequence = new Runs(run, 5);
    for (let count = 0; count < 4; count++) {
      sequence.request(true);
      await turn();
    }
    const third = runs[2];
    assert.ok(third);
    if (!third.signal.aborted) {
      await new Promise((done) => third.signal.addEventListener("abort", done));
    }
    await turn();
    assert.equal(runs.length, 4);
    runs[3]?.end();
  });

  it("goes on after a task that rejects", async () => {
    let count = 0;
    const sequence = new Runs(() => Promise.reject(new Error(String(count++))));
    sequence.request(false);
    await turn();
    sequence.request(false);
    await turn();
    assert.equal(count, 2);
  });
});
