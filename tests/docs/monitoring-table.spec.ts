import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCENARIOS } from "../support/cloudwatch/scenarios";
import { deployedAlarms, simulate } from "../support/cloudwatch/simulation";
import { resultTable, withTable } from "../support/cloudwatch/table";

describe("the table of docs/monitoring.md", () => {
  it("is what the simulation gives", async () => {
    const document = readFileSync(join(__dirname, "../../docs/monitoring.md"), "utf8");
    const resources = await deployedAlarms();
    const table = resultTable(SCENARIOS.map((scenario) => simulate(scenario, resources)));
    assert.equal(document, withTable(document, table), "run npm run monitoring:table");
  }).timeout(60_000);
});
