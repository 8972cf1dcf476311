import { existsSync } from "node:fs";
import { join } from "node:path";
import { whyNoEngine } from "../tests/real/engine";
import { checkStacks, previewStacks } from "./check";
import { median } from "./figures";
import { timeOfImport } from "./import";
import type { Measured } from "./measured";
import type { BenchmarkOptions } from "./options";
import { type Ratios, ratioOf } from "./ratios";
import { SampleCopy } from "./waits-sample";
import { type ServedSample, startSample } from "./waits-served";
import { reportMeasured } from "./written";

const ROOT = join(__dirname, "..");
const ROUNDS = 7;

/** The waits of a developer, each with its limit in milliseconds on a quiet machine with two cores. */
const LIMITS = {
  "npm start to the first answer": 2000,
  "reload of a changed handler": 300,
  "reload of a changed program": 1200,
  "check of one stack": 2000,
  "check of the four stacks": 3000,
};
type Wait = keyof typeof LIMITS;
const WAITS = Object.keys(LIMITS) as Wait[];
/** The waits that `pulumi preview --policy-pack` has, too, and the stacks that it previews. */
const PREVIEWED: Partial<Record<Wait, string[]>> = {
  "check of one stack": ["dev"],
  "check of the four stacks": ["local", "dev", "staging", "prod"],
};
const BASELINE = "@pulumi/pulumi and @pulumi/aws";
const PREVIEW = "pulumi preview";

/**
 * The waits for `npm start`, for a reload and for a check of the sample, beside a process that imports Pulumi's packages, and `pulumi
 * preview --policy-pack` where a CLI is on PATH. A copy of the sample is changed, never the sample. Wall time of whole processes.
 */
export async function benchWaits(options: BenchmarkOptions): Promise<Ratios> {
  if (!existsSync(join(ROOT, "dist", "cli", "index.js"))) {
    throw new Error("the commands are measured as they are installed: npm run build first");
  }
  const noEngine = whyNoEngine();
  const times = new Map<string, number[]>();
  const keep = (round: number, name: string, time: number): void => {
    // the first round fills the caches
    if (round >= 0) {
      times.set(name, [...(times.get(name) ?? []), time]);
    }
  };
  const sample = SampleCopy.of(ROOT);
  try {
    for (let round = -1; round < ROUNDS; round++) {
      keep(round, BASELINE, timeOfImport());
      const served = await startSample(sample);
      keep(round, "npm start to the first answer", served.startedIn);
      try {
        await reloads(served, sample, (name, time) => keep(round, name, time));
      } finally {
        await served.stop();
      }
      keep(round, "check of one stack", checkStacks(["--stack", "dev"]));
      keep(round, "check of the four stacks", checkStacks(["--all-stacks"]));
      if (noEngine === undefined) {
        const previews = await previewStacks(["local", "dev", "staging", "prod"]);
        for (const [wait, stacks] of Object.entries(PREVIEWED)) {
          keep(
            round,
            `${PREVIEW}, ${wait}`,
            stacks.reduce((sum, stack) => sum + (previews.get(stack) ?? NaN), 0),
          );
        }
      }
    }
  } finally {
    sample.remove();
  }
  return report(times, noEngine, options);
}

/** A handler and the program are changed in turn, twice: the first reload of each kind loads what later ones have. */
async function reloads(
  served: ServedSample,
  sample: SampleCopy,
  keep: (wait: Wait, time: number) => void,
): Promise<void> {
  for (let time = 0; time < 2; time++) {
    keep("reload of a changed handler", await served.answersAfter(sample.changeHandler()));
    keep("reload of a changed program", await served.answersAfter(sample.changeProgram()));
  }
}

async function report(
  times: ReadonlyMap<string, number[]>,
  noEngine: string | undefined,
  options: BenchmarkOptions,
): Promise<Ratios> {
  const of = (name: string): number[] => times.get(name) ?? [];
  const share = (wait: Wait, other: string): string => {
    const values = of(other);
    return values.length === 0 ? "-" : (median(of(wait)) / median(values)).toFixed(2);
  };
  const rows = WAITS.map((wait) => [
    wait,
    median(of(wait)).toFixed(0),
    Math.max(...of(wait)).toFixed(0),
    `${LIMITS[wait]}`,
    share(wait, BASELINE),
    share(wait, `${PREVIEW}, ${wait}`),
  ]);
  const baseline = of(BASELINE);
  await reportMeasured(
    "waits",
    {
      title: `Waits for the sample, medians and farthest of ${ROUNDS} interleaved rounds, after one to warm up${noEngine === undefined ? "" : ` (${noEngine})`}`,
      rows: [
        ["wait", "median ms", "farthest ms", "limit ms", "times the import", "times pulumi preview"],
        ...rows,
        [`importing ${BASELINE}`, median(baseline).toFixed(0), Math.max(...baseline).toFixed(0), "-", "1.00", "-"],
      ],
      measured: WAITS.map((wait): Measured => ({
        name: `${wait}, the farthest`,
        unit: "ms",
        value: Math.max(...of(wait)),
        limit: { is: "most", value: LIMITS[wait] },
      })),
    },
    options,
  );
  return Object.fromEntries(
    WAITS.map((wait) => {
      const values = of(wait);
      const perWait = values.length / ROUNDS;
      const imports = values.map((_, at) => baseline[Math.floor(at / perWait)] ?? NaN);
      return [`import / ${wait}`, ratioOf(imports, values)];
    }),
  );
}
