import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCENARIOS } from "../../support/cloudwatch/scenarios";
import { resultPlot } from "../../support/cloudwatch/plot";
import { type Result, simulateAll } from "../../support/cloudwatch/simulation";
import { resultTable, withTable } from "../../support/cloudwatch/table";
import { notified } from "../../support/cloudwatch/verdict";

describe("the alarms of a Monitoring on synthetic traffic", () => {
  let results: Result[] = [];
  const resultOf = (name: string): Result => {
    const result = results.find(({ scenario }) => scenario.name === name);
    assert.ok(result, name);
    return result;
  };

  before(async () => {
    results = await simulateAll();
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
    const { page, fixed } = resultOf("2 % errors");
    assert.ok(page !== undefined && page <= 60, String(page));
    assert.equal(fixed["AWS's list"], undefined);
  });

  it("make a ticket within six hours of a slow burn of 0.5 %", () => {
    const { ticket, fixed } = resultOf("slow burn: 0.5 % errors");
    assert.ok(ticket !== undefined && ticket <= 360, String(ticket));
    assert.equal(fixed["AWS's list"], undefined);
  });

  it("name the bad route long before the stage pages", () => {
    const { page, ticket, alarms } = resultOf("one bad route among 50: all its requests fail");
    assert.ok(ticket !== undefined && page !== undefined && ticket < page, `${String(ticket)} ${String(page)}`);
    const routes = alarms.filter((name) => name.includes("route"));
    assert.match(routes.join(), /^orders-route-GET-orders-7-[0-9a-f]{8}$/);
  });

  it("are right where alarms with fixed thresholds are false or miss it", () => {
    const wrong = (name: string): number =>
      results.flatMap(notified).filter(({ alarms, verdict }) => alarms === name && verdict !== "right").length;
    assert.equal(wrong("Gatewright"), 0);
    assert.ok(wrong("AWS's list") >= 4 && wrong("cdk-watchful") >= 4);
  });

  it("are in docs/monitoring.md as a table and a plot", () => {
    const docs = join(__dirname, "../../../docs");
    const document = readFileSync(join(docs, "monitoring.md"), "utf8");
    assert.equal(document, withTable(document, resultTable(results)), "run npm run monitoring:table");
    const plot = readFileSync(join(docs, "images/monitoring-simulation.svg"), "utf8");
    assert.equal(plot, resultPlot(results), "run npm run monitoring:table");
  });
});
