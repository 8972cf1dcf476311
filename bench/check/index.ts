import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { analyzeGraph, PolicyPack } from "../../policy-host";
import { readProject, stacksOf } from "../../engine/project/project";
import { whyNoEngine, withEngine } from "../../tests/real/engine";
import { median, table } from "../figures";
import { apiGraph } from "./graph";
import { checkovTime, cdkNagTime } from "./peers";

const ROOT = join(__dirname, "..", "..");
const PACK = join(ROOT, "policy");
const ROUNDS = 3;
const THROUGHPUT_ROUNDS = 3;

/** `gatewright check` beside the Pulumi CLI, Checkov and cdk-nag, and the pack's throughput over the Analyzer protocol. */
export async function benchCheck(): Promise<void> {
  if (!existsSync(join(ROOT, "dist", "cli", "index.js"))) {
    throw new Error("the check is measured as it is installed: npm run build first");
  }
  await benchStacks();
  await benchThroughput();
}

async function benchStacks(): Promise<void> {
  const stacks = stacksOf(readProject(ROOT));
  const times = { ours: [] as number[], pulumi: [] as number[], checkov: [] as number[], cdkNag: [] as number[] };
  const noEngine = whyNoEngine();
  let noPeers = "";
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(checkStacks(["--all-stacks"]));
    if (noEngine === undefined) {
      times.pulumi.push([...(await previewStacks(stacks)).values()].reduce((sum, time) => sum + time, 0));
    }
    const [checkov, cdkNag] = [checkovTime(), cdkNagTime()];
    noPeers = [checkov, cdkNag].filter((time) => typeof time === "string").join("; ");
    times.checkov.push(...(typeof checkov === "number" ? [checkov] : []));
    times.cdkNag.push(...(typeof cdkNag === "number" ? [cdkNag] : []));
  }
  const row = (name: string, values: number[]): (string | number)[] => [
    name,
    values.length === 0 ? "-" : median(values).toFixed(0),
    values.length === 0 ? "-" : (median(values) / median(times.ours)).toFixed(2),
  ];
  console.log(`Checking the sample's ${stacks.length} stacks, whole processes (median of ${ROUNDS} rounds in turn)`);
  console.log(
    table([
      ["", "ms", "times ours"],
      row("gatewright check --all-stacks", times.ours),
      row(`${stacks.length} x pulumi preview --policy-pack`, times.pulumi),
      row("checkov, an equivalent template, one stage", times.checkov),
      row("cdk synth with cdk-nag, an equivalent stack, one stage", times.cdkNag),
    ]),
  );
  console.log([noEngine, noPeers].filter(Boolean).join("; "), "\n");
}

/** Returns the milliseconds of a check of the sample. */
export function checkStacks(args: string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "bin", "gatewright.js"), "check", ROOT, ...args], {
    encoding: "utf8",
  });
  if (status !== 0) {
    throw new Error(`gatewright check ended with ${status}: ${stderr}`);
  }
  return performance.now() - started;
}

/** Resolves the milliseconds of a preview of each of the sample's stacks: backends and stacks are made before. */
export async function previewStacks(stacks: string[]): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const stack of stacks) {
    await withEngine(ROOT, { stage: stack }, async (engine) => {
      const started = performance.now();
      await engine.policies([{ directory: PACK }]);
      times.set(stack, performance.now() - started);
    });
  }
  return times;
}

/** Over the protocol: every resource goes to the pack's process twice, for its own policies and for those of the stack. */
async function benchThroughput(): Promise<void> {
  const stack = { project: "bench", stack: "bench", preview: false };
  const pack = await PolicyPack.start(PACK, stack);
  const rows: (string | number)[][] = [["resources", "first ms", "median ms", "resources/s", "findings"]];
  try {
    for (const size of [500, 5000, 20000]) {
      const graph = apiGraph(size);
      const times: number[] = [];
      let findings = 0;
      for (let round = 0; round < THROUGHPUT_ROUNDS; round++) {
        await pack.configure(stack);
        const started = performance.now();
        findings = (await analyzeGraph([pack], graph, { of: "program" })).diagnostics.length;
        times.push(performance.now() - started);
      }
      const [first = 0] = times;
      const took = median(times);
      rows.push([size, first.toFixed(0), took.toFixed(0), ((size / took) * 1000).toFixed(0), findings]);
    }
  } finally {
    await pack.close();
  }
  console.log(
    `The pack's ${pack.info.policies.length} rules over the Analyzer protocol, resource and stack policies: ${THROUGHPUT_ROUNDS} rounds in one process`,
  );
  console.log(`${table(rows)}\n`);
}
