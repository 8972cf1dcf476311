import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resultPlot } from "./plot";
import { simulateAll } from "./simulation";
import { resultTable, withTable } from "./table";

/** `npm run monitoring:table` writes the tables and the plot of docs/monitoring.md; the spec of the simulation compares them. */
const docs = join(__dirname, "../../../docs");

async function main(): Promise<void> {
  const results = await simulateAll();
  const path = join(docs, "monitoring.md");
  writeFileSync(path, withTable(readFileSync(path, "utf8"), resultTable(results)));
  writeFileSync(join(docs, "images/monitoring-simulation.svg"), resultPlot(results));
}

void main();
