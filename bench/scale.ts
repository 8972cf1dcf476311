import { existsSync } from "node:fs";
import { join } from "node:path";
import { median } from "./figures";
import type { Measured } from "./measured";
import { middle, type Run, runMetered, wallTimes } from "./metered-run";
import type { BenchmarkOptions } from "./options";
import { type Ratios, ratioOf } from "./ratios";
import { reportMeasured } from "./written";

const ROOT = join(__dirname, "..");
const PROGRAM = join(__dirname, "programs", "scale");
const SIZES = [1_000, 4_000, 10_000];
const ROUNDS = 7;

/** The evaluation's wall time over that of Pulumi's mocks. */
const RATIO_LIMIT = 1.15;
const COMMAND_MB_LIMIT = 500;
/** Checked resources a second, beside the evaluation, of the largest stack: smaller ones are over before V8 has compiled the rules. */
const CHECK_LIMIT = 3_000;

const kinds = { evaluate, mocks, check } satisfies Record<string, (size: number) => Run>;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/**
 * Large stacks: evaluating a program of raw resources in the engine's two processes, the same program on Pulumi's own mocks in one, and
 * `gatewright check` of it, as they are installed. All take turns, and turns at being first.
 */
export async function benchScale(options: BenchmarkOptions): Promise<Ratios> {
  if (!existsSync(join(ROOT, "dist", "cli", "index.js"))) {
    throw new Error("large stacks are measured as they are installed: npm run build first");
  }
  const results = SIZES.map(resultOf);
  await reportMeasured(
    "scale",
    {
      title: `Large stacks, medians of ${ROUNDS} interleaved rounds; of a process its peaks, until it ended`,
      rows: [HEAD, ...results.flatMap(rowsOf)],
      measured: results.flatMap((result, at) => measuredBy(result, results[at - 1])),
    },
    options,
  );
  return Object.fromEntries(results.map(({ size, ratio }) => [`mocks / evaluation, ${size} resources`, 1 / ratio]));
}

interface Result {
  size: number;
  runs: Record<Kind, Run[]>;
  /** Evaluation over mocks. */
  ratio: number;
}

function resultOf(size: number): Result {
  const runs: Record<Kind, Run[]> = { evaluate: [], mocks: [], check: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      runs[name].push(kinds[name](size));
    }
  }
  return { size, runs, ratio: ratioOf(wallTimes(runs.evaluate), wallTimes(runs.mocks)) };
}

function evaluate(size: number): Run {
  const options = { directory: PROGRAM, stack: "bench", config: { "bench-scale:resources": String(size) } };
  const script = `require(${JSON.stringify(join(ROOT, "dist", "engine"))})
    .evaluate(${JSON.stringify({ ...options, timeoutMs: 600_000 })})
    .then(({ graph }) => console.log(graph.resources.length));`;
  return runMetered(["--eval", script]);
}

function mocks(size: number): Run {
  return runMetered([join(PROGRAM, "mocks.js")], {
    PULUMI_CONFIG: JSON.stringify({ "bench-scale:config:resources": String(size) }),
  });
}

function check(size: number): Run {
  const command = join(ROOT, "bin", "gatewright.js");
  const resources = `bench-scale:resources=${size}`;
  return runMetered([command, "check", PROGRAM, "--stack", "bench", "--set", resources, "--format", "json"]);
}

const HEAD = ["resources", "what", "ms", "CPU ms", "command MB", "its heap", "program MB", "its heap", "pack MB"];

function rowsOf({ size, runs }: Result): string[][] {
  return names.map((name) => {
    const of = runs[name];
    const shown = (figure: (run: Run) => number | undefined): string => {
      const value = middle(of, figure);
      return Number.isNaN(value) ? "-" : value.toFixed(0);
    };
    return [
      String(size),
      name,
      shown(({ wallMs }) => wallMs),
      shown(({ command, program, pack }) => command.cpuMs + (program?.cpuMs ?? 0) + (pack?.cpuMs ?? 0)),
      shown(({ command }) => command.rssMb),
      shown(({ command }) => command.heapMb),
      shown(({ program }) => program?.rssMb),
      shown(({ program }) => program?.heapMb),
      shown(({ pack }) => pack?.rssMb),
    ];
  });
}

/** The figures that have a limit. Growth is linear where each further resource takes no longer than those before it. */
function measuredBy({ size, runs, ratio }: Result, smaller: Result | undefined): Measured[] {
  // in the same round, so that what else the machine does is the same for both
  const checking = median(
    wallTimes(runs.check).map((time, round) => time - (runs.evaluate[round]?.wallMs ?? Number.NaN)),
  );
  const of = `${size} resources`;
  const measured: Measured[] = [
    { name: `evaluation of ${of}`, to: "Pulumi's mocks", value: ratio, limit: { is: "most", value: RATIO_LIMIT } },
    {
      name: `command that evaluates ${of}`,
      unit: "MB",
      value: middle(runs.evaluate, ({ command }) => command.rssMb),
      limit: { is: "most", value: COMMAND_MB_LIMIT },
    },
    ...(size === SIZES.at(-1)
      ? [
          {
            name: `check of ${of}, over their evaluation`,
            unit: "a second",
            value: (size / checking) * 1000,
            limit: { is: "least" as const, value: CHECK_LIMIT },
          },
        ]
      : []),
  ];
  const growth = (what: Kind): Measured[] =>
    smaller === undefined
      ? []
      : [
          {
            name: `${what}, each resource from ${smaller.size} to ${size}`,
            to: `each of the first ${smaller.size}`,
            value: ratioOf(
              wallTimes(runs[what]).map((time, round) => (time - timeOf(smaller, what, round)) / (size - smaller.size)),
              wallTimes(smaller.runs[what]).map((time) => time / smaller.size),
            ),
            limit: { is: "most", value: 1 },
          },
        ];
  return [...measured, ...growth("evaluate"), ...growth("check")];
}

function timeOf({ runs }: Result, what: Kind, round: number): number {
  return runs[what][round]?.wallMs ?? Number.NaN;
}
