import assert from "node:assert/strict";
import { type PairResult, provePair } from "../support/live/pairs";

/** `npm run test:live` proves 3,000; what is reported with a seed is proved alone by LIVE_SEED=<seed> LIVE_PAIRS=1. */
const PAIRS = Number(process.env.LIVE_PAIRS ?? 300);
const SEED = Number(process.env.LIVE_SEED ?? 20261129);

describe(`updates of generated programs (${PAIRS} pairs from seed ${SEED})`, function () {
  this.timeout(PAIRS * 1000 + 60_000);

  it("never open, misroute or lose anything, wherever they fail", async () => {
    const failures: PairResult[] = [];
    let [updates, moments] = [0, 0];
    for (let index = 0; index < PAIRS; index += 1) {
      const result = await provePair(SEED + index);
      updates += result.updates;
      moments += result.moments;
      if (result.broken.length > 0) {
        failures.push(result);
      }
    }
    console.log(`      ${PAIRS} pairs, ${updates} updates, ${moments} moments`);
    assert.deepEqual(failures.map(summary), []);
  });
});

function summary({ seed, history, broken }: PairResult): object {
  return { seed, changes: history.map(({ changes }) => changes.join(", ")), broken: broken.slice(0, 3) };
}
