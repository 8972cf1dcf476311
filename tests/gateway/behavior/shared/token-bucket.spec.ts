import assert from "node:assert/strict";
import { effectiveLimits, fullBucket, takeToken } from "../../../../gateway/behavior/shared/token-bucket";

describe("takeToken", () => {
  it("lets the burst through, then refuses, then lets one through each 1/rate seconds", () => {
    const limits = { rate: 10, burst: 3 };
    const bucket = fullBucket(limits, 0);
    assert.deepEqual(
      [0, 0, 0, 0, 99, 100, 100, 200].map((now) => takeToken(bucket, limits, now)),
      [true, true, true, false, false, true, false, true],
    );
  });

  it("never holds more than the burst, however long nothing came", () => {
    const limits = { rate: 100, burst: 2 };
    const bucket = fullBucket(limits, 0);
    assert.deepEqual(
      [3_600_000, 3_600_000, 3_600_000].map((now) => takeToken(bucket, limits, now)),
      [true, true, false],
    );
  });

  it("refuses everything at a burst of 0", () => {
    const limits = { rate: 0, burst: 0 };
    assert.equal(takeToken(fullBucket(limits, 0), limits, 1_000_000), false);
  });

  it("takes no harm from a clock that goes back", () => {
    const limits = { rate: 1, burst: 1 };
    const bucket = fullBucket(limits, 10_000);
    assert.deepEqual(
      [10_000, 5_000, 10_500, 11_000].map((now) => takeToken(bucket, limits, now)),
      [true, false, false, true],
    );
  });
});

describe("effectiveLimits", () => {
  it("falls from the route to the stage to the account, for each limit by itself", () => {
    assert.deepEqual(effectiveLimits({ rateLimit: 50 }, { burstLimit: 5 }), { rate: 50, burst: 5 });
    assert.deepEqual(effectiveLimits({ rateLimit: 50, burstLimit: 60 }, { rateLimit: 1, burstLimit: 2 }), {
      rate: 1,
      burst: 2,
    });
    assert.deepEqual(effectiveLimits({}, undefined), { rate: 10_000, burst: 5_000 });
  });

  it("keeps an explicit 0, which refuses every request", () => {
    assert.deepEqual(effectiveLimits({ rateLimit: 50, burstLimit: 60 }, { rateLimit: 0, burstLimit: 0 }), {
      rate: 0,
      burst: 0,
    });
  });
});
