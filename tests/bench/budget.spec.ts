import assert from "node:assert/strict";
import { lostRatios, readBudget } from "../../bench/budget";

describe("the budget of benchmarks", () => {
  const budget = { "Lambda route / node:http": 0.4, "404 / node:http": 0.7 };

  it("is kept where a ratio lost up to 15 %, or was met in one of the runs", () => {
    const slow = { "Lambda route / node:http": 0.2, "404 / node:http": 0.6 };
    assert.deepEqual(lostRatios(budget, [{ "Lambda route / node:http": 0.341, "404 / node:http": 0.6 }]), []);
    assert.deepEqual(lostRatios(budget, [slow, slow, { ...slow, "Lambda route / node:http": 0.5 }]), []);
  });

  it("is lost where a ratio is too small in every run, or missing", () => {
    assert.deepEqual(lostRatios(budget, [{ "Lambda route / node:http": 0.3 }, { "Lambda route / node:http": 0.33 }]), [
      "Lambda route / node:http: expected 0.4, at least 0.340, received 0.330",
      "404 / node:http: expected 0.7, at least 0.595, received 0.000",
    ]);
  });

  it("has ratios alone, which are positive", () => {
    for (const ratios of Object.values(readBudget())) {
      assert.ok(Object.entries(ratios).every(([name, ratio]) => name.includes(" / ") && ratio > 0));
    }
  });
});
