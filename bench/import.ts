import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { median, table } from "./figures";
import { type Ratios, ratioOf } from "./ratios";

const ROOT = join(__dirname, "..");
const ROUNDS = 11;
/** The time that importing the components may take over `@pulumi/aws`, which each of their programs loads anyway. */
const LIMIT_MS = 50;

const AWS = `require("@pulumi/pulumi"); require("@pulumi/aws").apigatewayv2.Api;`;
const programs = {
  "@pulumi/aws": AWS,
  "and HttpApi": `${AWS} require("gatewright").HttpApi;`,
  "and RestApi": `${AWS} require("gatewright").RestApi;`,
  "and NodeFunction": `${AWS} require("gatewright/functions").NodeFunction;`,
  "and defineConfig": `${AWS} require("gatewright/config").defineConfig;`,
};
type Name = keyof typeof programs;

/**
 * Importing the package beside Pulumi's own, each in a process of its own: its CPU time until the last `require` returns, which other work
 * on the machine does not lengthen.
 */
export function benchImport(): Promise<Ratios> {
  const names = Object.keys(programs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const time = timeOf(programs[name]);
      if (round >= 0) {
        times[name].push(time);
      }
    }
  }
  const baseline = times["@pulumi/aws"];
  console.log(`Importing (medians of ${ROUNDS} rounds in turn; over @pulumi/aws at most ${LIMIT_MS} ms)`);
  const rows = names.map((name) => [
    name,
    median(times[name]).toFixed(0),
    median(times[name].map((time, round) => time - (baseline[round] ?? Number.NaN))).toFixed(1),
  ]);
  console.log(`${table([["import", "CPU ms", "over @pulumi/aws ms"], ...rows])}\n`);
  return Promise.resolve({
    "@pulumi/aws / with HttpApi": ratioOf(baseline, times["and HttpApi"]),
    "@pulumi/aws / with RestApi": ratioOf(baseline, times["and RestApi"]),
  });
}

/** Returns the wall time, in milliseconds, of a process that imports `@pulumi/pulumi` and `@pulumi/aws`. */
export function timeOfImport(): number {
  const started = performance.now();
  execFileSync(process.execPath, ["--eval", AWS], { cwd: ROOT });
  return performance.now() - started;
}

function timeOf(program: string): number {
  const script = `const before = process.cpuUsage(); ${program} const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000); process.exit();`;
  return Number(execFileSync(process.execPath, ["--eval", script], { cwd: ROOT, encoding: "utf8" }));
}
