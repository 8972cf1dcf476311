import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./figures";

/** The use of one process until its end, as `scale-meter.js` writes it. */
interface ProcessFigures {
  argv: string[];
  cpuMs: number;
  rssMb: number;
  heapMb: number;
}

/** One run of a command, with the processes that it started. */
export interface Run {
  wallMs: number;
  command: ProcessFigures;
  program?: ProcessFigures;
  pack?: ProcessFigures;
}

/** Runs a command to its end. @throws Error where it could not do what it is measured for: findings are its result */
export function runMetered(args: string[], environment: NodeJS.ProcessEnv = {}): Run {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-bench-scale-"));
  try {
    const started = performance.now();
    const { status, stderr, pid } = spawnSync(process.execPath, args, {
      env: {
        ...process.env,
        ...environment,
        NODE_OPTIONS: `--require ${join(__dirname, "scale-meter.js")}`,
        BENCH_METER: folder,
      },
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    });
    const wallMs = performance.now() - started;
    if (status !== 0 && status !== 1) {
      throw new Error(`${args.join(" ")} ended with ${status}: ${stderr.slice(-2000)}`);
    }
    return { wallMs, ...processesIn(folder, pid) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function processesIn(folder: string, commandPid: number): Omit<Run, "wallMs"> {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8")) as ProcessFigures;
  const own = `${commandPid}.json`;
  const others = readdirSync(folder)
    .filter((file) => file !== own)
    .map(read);
  const program = others.find(({ argv }) => argv.includes("--monitor"));
  return { command: read(own), program, pack: others.find((other) => other !== program) };
}

export function wallTimes(runs: Run[]): number[] {
  return runs.map(({ wallMs }) => wallMs);
}

/** The median of a figure of the runs that have it. */
export function middle(runs: Run[], figure: (run: Run) => number | undefined): number {
  return median(runs.flatMap((one) => figure(one) ?? []));
}
