import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { median, table } from "./figures";

const ROOT = join(__dirname, "..");
const ROUNDS = 7;

const THOUSAND = [join(__dirname, "programs/components"), "--stack", "bench", "--set", "bench-components:routes=1000"];

/** The programs, and what of them is reported. */
const reports = {
  "the sample, prod": [ROOT, "--stack", "prod"],
  "1,000 routes in one body": [...THOUSAND, "--set", "bench-components:openapi=true"],
  "1,000 routes as resources": THOUSAND,
};

/** `gatewright report --format html` of the built command line: wall time of the whole command. */
export function benchReport(): Promise<void> {
  const rows: (string | number)[][] = [["report", "rounds", "ms", "KB"]];
  for (const [name, args] of Object.entries(reports)) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = -1; round < ROUNDS; round++) {
      const started = performance.now();
      const html = execFileSync(
        process.execPath,
        [join(ROOT, "bin/gatewright.js"), "report", ...args, "--format", "html"],
        {
          maxBuffer: 64 * 1024 * 1024,
          stdio: ["ignore", "pipe", "ignore"],
        },
      );
      bytes = html.length;
      if (round >= 0) {
        times.push(performance.now() - started);
      }
    }
    rows.push([name, ROUNDS, median(times).toFixed(0), Math.round(bytes / 1024)]);
  }
  console.log(`${table(rows)}\n`);
  return Promise.resolve();
}
