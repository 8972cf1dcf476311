import assert from "node:assert/strict";
import { LOG_RETENTION_DAYS, nextLogRetention } from "../../aws/log-retention";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
describe("log retention", () => {
  it("has the 22 values that CloudWatch Logs accepts, in order", () => {
    assert.equal(LOG_RETENTION_DAYS.length, 22);
    assert.deepEqual(
      [...LOG_RETENTION_DAYS].sort((left, right) => left - right),
      LOG_RETENTION_DAYS,
    );
  });

  it("is rounded up to the next value, and to the longest one beyond it", () => {
    assert.deepEqual([2, 30, 31, 3653, 4000].map(nextLogRetention), [3, 30, 60, 3653, 3653]);
  });
});
