import assert from "node:assert/strict";
import type { Registered } from "../../support/deploy";
import { SCENARIOS } from "../../support/cloudwatch/scenarios";
import { deployedAlarms, type Result, simulate } from "../../support/cloudwatch/simulation";

describe("the alarms of a Monitoring on synthetic traffic", () => {
  let resources: Registered[];
  const results = new Map<string, Result>();
  const resultOf = (name: string): Result => {
    const scenario = SCENARIOS.find((each) => each.name === name);
    assert.ok(scenario, name);
    const result = results.get(name) ?? simulate(scenario, resources);
    results.set(name, result);
    return result;
  };

  before(async () => {
    resources = await deployedAlarms();
  });

  for (const { name, expected } of SCENARIOS) {
    it(`${expected === "none" ? "stay quiet" : `make a ${expected}`}: ${name}`, () => {
      const { page, ticket, alarms } = resultOf(name);
      const context = alarms.join(", ");
      assert.equal(page !== undefined, expected === "page", context);
      if (expected !== "page") {
        assert.equal(ticket !== undefined, expected === "ticket", context);
      }
    });
  }

  it("page within five minutes of 10 % errors", () => {
    const { page } = resultOf("10 % errors");
    assert.ok(page !== undefined && page <= 5, String(page));
  });

  it("page within five minutes of a slow backend", () => {
    const { page } = resultOf("slow backend");
    assert.ok(page !== undefined && page <= 5, String(page));
  });

  it("page within an hour of 2 % errors, which the recommended alarms never show", () => {
    const { page, recommended } = resultOf("2 % errors");
    assert.ok(page !== undefined && page <= 60, String(page));
    assert.equal(recommended, undefined);
  });

  it("make a ticket within six hours of a slow burn of 0.5 %", () => {
    const { ticket, recommended } = resultOf("slow burn: 0.5 % errors");
    assert.ok(ticket !== undefined && ticket <= 360, String(ticket));
    assert.equal(recommended, undefined);
  });

  it("name the bad route long before the stage pages", () => {
    const { page, ticket, alarms } = resultOf("one bad route among 50: all its requests fail");
    assert.ok(ticket !== undefined && page !== undefined && ticket < page, `${String(ticket)} ${String(page)}`);
    const routes = alarms.filter((name) => name.includes("route"));
    assert.match(routes.join(), /^orders-route-GET-orders-7-[0-9a-f]{8}$/);
  });
});
