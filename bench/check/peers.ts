import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const PEERS = join(__dirname, "..", "peers");
/** Installed by hand, outside the package: `python3 -m venv .gatewright/bench/checkov && .../bin/pip install checkov`. */
const CHECKOV = join(__dirname, "..", "..", ".gatewright", "bench", "checkov", "bin", "checkov");

/** Milliseconds of one run over the equivalent template, or why none exists. */
export function checkovTime(): number | string {
  if (!existsSync(CHECKOV)) {
    return "skipped: Checkov is not installed in .gatewright/bench/checkov";
  }
  const args = [
    "--file",
    join(PEERS, "orders.template.json"),
    "--framework",
    "cloudformation",
    "--compact",
    "--quiet",
    "--skip-download",
  ];
  return processTime(CHECKOV, args);
}

export function cdkNagTime(): number | string {
  if (!existsSync(join(PEERS, "node_modules", "cdk-nag"))) {
    return "skipped: cdk-nag is not installed in bench/peers";
  }
  return processTime(process.execPath, [join(PEERS, "cdk-nag.js")]);
}

/** Peers end with 1 where they find something. */
function processTime(command: string, args: string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0 && status !== 1) {
    throw new Error(`${command} ended with ${status}: ${stderr.slice(-500)}`);
  }
  return performance.now() - started;
}
