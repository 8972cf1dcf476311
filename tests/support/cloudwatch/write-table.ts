import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SCENARIOS } from "./scenarios";
import { deployedAlarms, simulate } from "./simulation";
import { resultTable, withTable } from "./table";

/** `npm run monitoring:table` writes the table of docs/monitoring.md; tests/docs/monitoring-table.spec.ts compares it. */
const path = join(__dirname, "../../../docs/monitoring.md");

async function main(): Promise<void> {
  const resources = await deployedAlarms();
  const table = resultTable(SCENARIOS.map((scenario) => simulate(scenario, resources)));
  writeFileSync(path, withTable(readFileSync(path, "utf8"), table));
}

void main();
