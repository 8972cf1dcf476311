import { Console } from "node:console";
import { lostRatios, readBudget, RUNS } from "./budget";
import { benchCheck } from "./check";
import { benchEvaluate } from "./evaluate";
import { benchGateway } from "./gateway";
import { benchImport } from "./import";
import { benchLargeApis } from "./large-apis";
import { benchLivePage } from "./live-page";
import { machine } from "./machine";
import type { BenchmarkOptions } from "./options";
import { benchProfile } from "./profile";
import type { Ratios } from "./ratios";
import { benchWebSocket } from "./websocket";
import { benchUsagePlan } from "./usage-plan";
import { benchReport } from "./report";
import { benchRest } from "./rest";
import { benchScale } from "./scale";
import { benchTypeCheck } from "./type-check";
import { benchWaits } from "./waits";

/** `npm run bench [name ...]`: every benchmark, or those named. */
const benchmarks: Record<string, (options: BenchmarkOptions) => Promise<Ratios | void>> = {
  evaluate: benchEvaluate,
  import: benchImport,
  "type-check": benchTypeCheck,
  gateway: benchGateway,
  profile: benchProfile,
  "live-page": benchLivePage,
  websocket: benchWebSocket,
  "usage-plan": benchUsagePlan,
  check: benchCheck,
  waits: benchWaits,
  rest: benchRest,
  report: benchReport,
  scale: benchScale,
  "large-apis": benchLargeApis,
};

/**
 * `--json` writes the ratios to stdout, and all else to stderr. `--budget` compares the ratios with those in `usual-ratios.json`. `--write`
 * writes the figures to docs/figures/.
 */
async function main(args: string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith("--"));
  const unknown = names.filter((name) => !(name in benchmarks));
  if (unknown.length > 0) {
    throw new Error(`no benchmark ${unknown.join(", ")}: there are ${Object.keys(benchmarks).join(", ")}`);
  }
  if (args.includes("--json")) {
    globalThis.console = new Console(process.stderr);
  }
  console.log(`${machine()}\n`);
  if (args.includes("--budget")) {
    await compareWithBudget(names);
    return;
  }
  const found: Record<string, Ratios> = {};
  for (const [name, run] of Object.entries(benchmarks)) {
    if (names.length === 0 || names.includes(name)) {
      found[name] = (await run({ writes: args.includes("--write") })) ?? {};
    }
  }
  if (args.includes("--json")) {
    process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
  }
}

async function compareWithBudget(names: string[]): Promise<void> {
  for (const [name, budget] of Object.entries(readBudget())) {
    if (names.length > 0 && !names.includes(name)) {
      continue;
    }
    const runs: Ratios[] = [];
    let lost = ["not run"];
    while (runs.length < RUNS && lost.length > 0) {
      runs.push((await benchmarks[name]?.({ writes: false })) ?? {});
      lost = lostRatios(budget, runs);
    }
    lost.forEach((line) => console.log(`${name}: lost ${line}`));
    process.exitCode = lost.length > 0 ? 1 : process.exitCode;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
