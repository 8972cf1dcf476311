import { existsSync } from "node:fs";
import { join } from "node:path";
import { median, table } from "./figures";
import { middle, type Run, runMetered, wallTimes } from "./metered-run";
import { type Ratios, ratioOf } from "./ratios";

const ROOT = join(__dirname, "..");
const PROGRAM = join(__dirname, "programs", "scale");
/** Rounds by number of resources. */
const ROUNDS = { 1_000: 7, 4_000: 7, 10_000: 7 };

/** The evaluation's wall time over that of Pulumi's mocks. */
const RATIO_LIMIT = 1.15;
const COMMAND_MB_LIMIT = 500;
/** Checked resources a second, beside the evaluation. */
const CHECK_LIMIT = 3_000;

const kinds = { evaluate, mocks, check } satisfies Record<string, (size: number) => Run>;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/**
 * Large stacks: evaluating a program of raw resources in the engine's two processes, the same program on Pulumi's own mocks in one, and
 * `gatewright check` of it, as they are installed. All take turns, and turns at being first.
 */
export function benchScale(rounds: Readonly<Record<number, number>> = ROUNDS): Promise<Ratios> {
  if (!existsSync(join(ROOT, "dist", "cli", "index.js"))) {
    throw new Error("large stacks are measured as they are installed: npm run build first");
  }
  const results = Object.entries(rounds).map(([size, count]) => ({
    size: Number(size),
    ...resultOf(Number(size), count),
  }));
  console.log("Large stacks (medians of rounds in turn; of a process its peaks, until it ended)");
  console.log(`${table([processHead(), ...results.flatMap(processRows)])}\n`);
  console.log("Against the limits, and what each further resource takes");
  console.log(`${table([limitHead(), ...results.map((result, at) => limitRow(result, results[at - 1]))])}\n`);
  return Promise.resolve(
    Object.fromEntries(results.map(({ size, ratio }) => [`mocks / evaluation, ${size} resources`, 1 / ratio])),
  );
}

interface Result {
  size: number;
  rounds: number;
  runs: Record<Kind, Run[]>;
  /** Evaluation over mocks. */
  ratio: number;
}

function resultOf(size: number, rounds: number): Omit<Result, "size"> {
  const runs: Record<Kind, Run[]> = { evaluate: [], mocks: [], check: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      runs[name].push(kinds[name](size));
    }
  }
  return { rounds, runs, ratio: ratioOf(wallTimes(runs.evaluate), wallTimes(runs.mocks)) };
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

function processHead(): string[] {
  return ["resources", "what", "rounds", "ms", "CPU ms", "command MB", "its heap", "program MB", "its heap", "pack MB"];
}

function processRows({ size, rounds, runs }: Result): (string | number)[][] {
  return names.map((name) => {
    const of = runs[name];
    const shown = (figure: (run: Run) => number | undefined): string => {
      const value = middle(of, figure);
      return Number.isNaN(value) ? "-" : value.toFixed(0);
    };
    return [
      size,
      name,
      rounds,
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

function limitHead(): string[] {
  return [
    "resources",
    `evaluation / mocks (limit ${RATIO_LIMIT})`,
    `command MB (limit ${COMMAND_MB_LIMIT})`,
    `checked/s (limit ${CHECK_LIMIT})`,
    "evaluation us each more",
    "command KB each more",
    "check us each more",
  ];
}

function limitRow({ size, runs, ratio }: Result, smaller: Result | undefined): (string | number)[] {
  const more = (figure: (of: Record<Kind, Run[]>) => number): string =>
    smaller === undefined ? "-" : (((figure(runs) - figure(smaller.runs)) * 1000) / (size - smaller.size)).toFixed(0);
  // in the same round, so that what else the machine does is the same for both
  const checking = median(
    wallTimes(runs.check).map((time, round) => time - (runs.evaluate[round]?.wallMs ?? Number.NaN)),
  );
  return [
    size,
    ratio.toFixed(2),
    middle(runs.evaluate, ({ command }) => command.rssMb).toFixed(0),
    ((size / checking) * 1000).toFixed(0),
    more((of) => median(wallTimes(of.evaluate))),
    more((of) => middle(of.evaluate, ({ command }) => command.rssMb)),
    more((of) => median(wallTimes(of.check))),
  ];
}
