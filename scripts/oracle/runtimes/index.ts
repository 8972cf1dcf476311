import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { runtimeCases } from "./cases";
import { RuntimeClients } from "./run";

/**
 * Runs the runtimes' cases with AWS's own runtime interface clients, and writes what they answer to the table that the tests
 * compare with: `npm run oracle:runtimes`. It needs Python 3.11 or newer with pip, and curl.
 */
const TABLE = "tests/gateway/server/lambda/runtime-oracle.json";

async function main(): Promise<void> {
  const missing = ["python3", "curl"].filter((program) => spawnSync(program, ["--version"]).error !== undefined);
  if (missing.length > 0) {
    console.log(`skipped: the runtimes' oracle needs ${missing.join(", ")}`);
    return;
  }
  const clients = new RuntimeClients();
  try {
    clients.install();
    const rows: string[] = [];
    for (const each of runtimeCases()) {
      rows.push(JSON.stringify({ ...each, outcome: await clients.run(each) }));
    }
    writeFileSync(TABLE, `[\n${rows.join(",\n")}\n]\n`);
    console.log(`${rows.length} rows written to ${TABLE}`);
  } finally {
    clients.remove();
  }
}

void main();
