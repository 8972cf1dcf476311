import assert from "node:assert/strict";
import type { RestMethodModel, UsagePlanModel } from "../../../../gateway/model/api-model";
import { UsageLedger } from "../../../../gateway/server/rest-api/usage-ledger";
import { type PlannedKey, UsagePlans } from "../../../../gateway/server/rest-api/usage-plans";
import { parseRouteKey } from "../../../../aws/route-key";

const METHOD: RestMethodModel = {
  urn: "urn:m",
  routeKey: "GET /a",
  key: parseRouteKey("GET /a"),
  httpMethod: "GET",
  path: "/a",
  resourceId: "r",
  authorizationType: "NONE",
  authorizationScopes: [],
  apiKeyRequired: true,
  requestParameters: {},
  requestModels: {},
  validatesBody: false,
  validatesParameters: false,
  invokePermission: "notNeeded",
};

function plan(more: Partial<UsagePlanModel> = {}): UsagePlanModel {
  return {
    urn: "urn:p",
    id: "p",
    name: "classic",
    apiStages: [{ apiId: "api", stage: "prod", throttles: {} }],
    throttle: { burstLimit: 100, rateLimit: 50 },
    quota: { limit: 10_000, period: "DAY", offset: 0 },
    keyIds: ["k1", "k2"],
    ...more,
  };
}

const key = (id: string) => ({
  urn: `urn:${id}`,
  id,
  name: id,
  enabled: true,
  value: `value-of-${id}`,
  isGenerated: false,
});

function plansOf(...usagePlans: UsagePlanModel[]): UsagePlans {
  const plans = new UsagePlans(UsageLedger.open());
  plans.configure({ usagePlans, apiKeys: [key("k1"), key("k2")] });
  return plans;
}

function found(plans: UsagePlans, id: string): PlannedKey {
  const planned = plans.find(`value-of-${id}`, "api", "prod");
  assert.ok(planned !== undefined);
  return planned;
}

describe("UsagePlans", () => {
  it("lets exactly the burst of 100 through at once, then exactly 50 a second", () => {
    const plans = plansOf(plan());
    const admitted = (now: number, requests: number): number =>
      Array.from({ length: requests }).filter(() => plans.throttle(found(plans, "k1"), METHOD, now) === undefined)
        .length;
    assert.equal(admitted(0, 150), 100);
    let total = 0;
    // 200 requests a second for ten seconds, one every 5 ms
    for (let now = 5; now <= 10_000; now += 5) {
      total += admitted(now, 1);
    }
    assert.equal(total, 500);
  });

  it("refuses the 10,001st request of the day, and takes the first of the next", () => {
    const plans = plansOf(plan());
    const noon = Date.UTC(2026, 0, 15, 12);
    const midnight = Date.UTC(2026, 0, 16);
    const refusals = Array.from({ length: 10_001 }, () => plans.count(found(plans, "k1"), noon)).map(
      (error) => error?.message,
    );
    assert.equal(refusals.indexOf("Limit Exceeded"), 10_000);
    assert.equal(plans.count(found(plans, "k1"), midnight - 1)?.statusCode, 429);
    assert.equal(plans.count(found(plans, "k1"), midnight), undefined);
  });

  it("gives two keys of one plan a bucket and a quota each", () => {
    const plans = plansOf(
      plan({ throttle: { burstLimit: 1, rateLimit: 1 }, quota: { limit: 1, period: "DAY", offset: 0 } }),
    );
    for (const id of ["k1", "k2"]) {
      assert.equal(plans.throttle(found(plans, id), METHOD, 0), undefined);
      assert.equal(plans.throttle(found(plans, id), METHOD, 0)?.responseType, "THROTTLED");
      assert.equal(plans.count(found(plans, id), 0), undefined);
      assert.equal(plans.count(found(plans, id), 0)?.responseType, "QUOTA_EXCEEDED");
    }
  });

  it("gives a method its own bucket where the plan throttles it", () => {
    const throttles = { "/a/GET": { burstLimit: 1, rateLimit: 1 } };
    const plans = plansOf(plan({ apiStages: [{ apiId: "api", stage: "prod", throttles }] }));
    const other = { ...METHOD, routeKey: "GET /b", path: "/b" };
    assert.equal(plans.throttle(found(plans, "k1"), METHOD, 0), undefined);
    assert.equal(plans.throttle(found(plans, "k1"), METHOD, 0)?.statusCode, 429);
    assert.equal(plans.throttle(found(plans, "k1"), other, 0), undefined);
  });

  it("keeps a bucket as empty as it is when the program is evaluated again", () => {
    const small = plan({ throttle: { burstLimit: 1, rateLimit: 1 } });
    const plans = plansOf(small);
    plans.throttle(found(plans, "k1"), METHOD, 0);
    plans.configure({ usagePlans: [{ ...small }], apiKeys: [key("k1")] });
    assert.equal(plans.throttle(found(plans, "k1"), METHOD, 0)?.statusCode, 429);
  });

  it("finds no key that is unknown, without a value, or of another stage", () => {
    const plans = plansOf(plan());
    assert.equal(plans.find(undefined, "api", "prod"), undefined);
    assert.equal(plans.find("", "api", "prod"), undefined);
    assert.equal(plans.find("other", "api", "prod"), undefined);
    assert.equal(plans.find("value-of-k1", "api", "beta"), undefined);
  });
});
