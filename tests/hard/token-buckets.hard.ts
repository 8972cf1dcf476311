import assert from "node:assert/strict";
import * as fc from "fast-check";
import { fullBucket, takeToken } from "../../gateway/behavior/shared/token-bucket";
import { check } from "./property";

const limits = fc.record({ rate: fc.integer({ min: 1, max: 10_000 }), burst: fc.integer({ min: 1, max: 5_000 }) });
/** Milliseconds between requests. */
const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(5), fc.nat(5_000)), { maxLength: 200 });

describe("token buckets", () => {
  it("decide as an exact model in thousandths of tokens does", () => {
    check(20_000, [limits, gaps, fc.integer({ min: 0, max: 2_000_000_000_000 })], ({ rate, burst }, steps, start) => {
      const bucket = fullBucket({ rate, burst }, start);
      let now = start;
      let thousandths = burst * 1000;
      for (const step of steps) {
        now += step;
        thousandths = Math.min(burst * 1000, thousandths + step * rate);
        const expected = thousandths >= 1000;
        thousandths -= expected ? 1000 : 0;
        assert.equal(takeToken(bucket, { rate, burst }, now), expected);
      }
    });
  });

  it("never admit more in a span than the burst and what the rate adds", () => {
    check(2_000, [limits, gaps], ({ rate, burst }, steps) => {
      const bucket = fullBucket({ rate, burst }, 0);
      const admitted: number[] = [];
      let now = 0;
      for (const step of steps) {
        now += step;
        if (takeToken(bucket, { rate, burst }, now)) {
          admitted.push(now);
        }
      }
      admitted.forEach((from, first) => {
        admitted.slice(first).forEach((to, count) => {
          assert.ok(count + 1 <= burst + ((to - from) * rate) / 1000 + 1e-6);
        });
      });
    });
  });

  it("gain nothing from a clock that goes back", () => {
    check(
      5_000,
      [limits, fc.array(fc.integer({ min: -100_000, max: 0 }), { maxLength: 300 })],
      ({ rate, burst }, moves) => {
        const bucket = fullBucket({ rate, burst }, 1_000_000);
        const admitted = moves.filter((move) => takeToken(bucket, { rate, burst }, 1_000_000 + move)).length;
        assert.equal(admitted, Math.min(burst, moves.length));
      },
    );
  });
});
