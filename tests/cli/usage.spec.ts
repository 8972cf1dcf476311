import assert from "node:assert/strict";
import { chooseUsage, usageTable } from "../../cli/usage";
import type { UsageState } from "../../gateway/runtime";

const NOON = Date.UTC(2026, 0, 15, 12);
const DAY = Date.UTC(2026, 0, 15);
const STATE: UsageState = {
  version: 1,
  plans: {
    p1: {
      name: "free",
      quota: { limit: 100, period: "DAY", offset: 0 },
      firstPeriod: DAY,
      keys: {
        k1: { name: "ann", used: 42, periodStart: DAY },
        k2: { name: "bob", used: 9, periodStart: DAY - 86_400_000 },
      },
    },
    p2: {
      name: "partner",
      quota: { limit: 1000, period: "MONTH", offset: 10 },
      firstPeriod: Date.UTC(2026, 0, 1),
      keys: { k3: { name: "acme", used: 5, periodStart: Date.UTC(2026, 0, 1) } },
    },
  },
};

describe("gatewright usage", () => {
  it("shows what each key has used, has left, and when it starts anew", () => {
    assert.equal(
      usageTable(chooseUsage(STATE, {}), NOON),
      [
        "PLAN     KEY   USED  LIMIT  LEFT  PERIOD  RESETS (UTC)",
        "free     ann   42    100    58    DAY     2026-01-16 00:00",
        "free     bob   0     100    100   DAY     2026-01-16 00:00",
        "partner  acme  5     990    985   MONTH   2026-02-01 00:00",
      ].join("\n"),
    );
  });

  it("narrows to a plan and a key", () => {
    assert.deepEqual(
      chooseUsage(STATE, { plan: "free", key: "ann" }).map(({ key }) => key),
      ["k1"],
    );
  });

  it("names the plans and keys that there are when it is asked for others", () => {
    assert.throws(() => chooseUsage(STATE, { plan: "gold" }), {
      message:
        "no usage of gold: there are\n  --plan free --key ann\n  --plan free --key bob\n  --plan partner --key acme",
    });
  });

  it("says that nothing was counted yet", () => {
    assert.match(usageTable([], NOON), /^Nothing was counted yet/);
  });
});
