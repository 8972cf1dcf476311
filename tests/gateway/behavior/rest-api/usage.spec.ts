import assert from "node:assert/strict";
import { countRequest, periodEnd, periodStart } from "../../../../gateway/behavior/rest-api/usage";

const THURSDAY = Date.UTC(2026, 0, 15, 12, 30);

describe("quota periods", () => {
  it("start at midnight, on Sunday and on the first, in UTC", () => {
    assert.equal(periodStart("DAY", THURSDAY), Date.UTC(2026, 0, 15));
    assert.equal(periodStart("WEEK", THURSDAY), Date.UTC(2026, 0, 11));
    assert.equal(periodStart("MONTH", THURSDAY), Date.UTC(2026, 0, 1));
  });

  it("end where the next one starts", () => {
    assert.equal(periodEnd("DAY", Date.UTC(2026, 0, 31)), Date.UTC(2026, 1, 1));
    assert.equal(periodEnd("WEEK", Date.UTC(2026, 0, 25)), Date.UTC(2026, 1, 1));
    assert.equal(periodEnd("MONTH", Date.UTC(2026, 11, 1)), Date.UTC(2027, 0, 1));
  });

  it("lower the first period's limit by the offset alone", () => {
    const quota = { limit: 3, period: "DAY" as const, offset: 2 };
    const count = { used: 0, periodStart: periodStart("DAY", THURSDAY) };
    assert.deepEqual(
      [countRequest(count, quota, THURSDAY, true), countRequest(count, quota, THURSDAY, true)],
      [true, false],
    );
    assert.deepEqual(
      [countRequest(count, quota, THURSDAY, false), countRequest(count, quota, THURSDAY, false)],
      [true, true],
    );
  });
});
