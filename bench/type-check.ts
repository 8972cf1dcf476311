import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, table } from "./figures";
import { type Ratios, ratioOf } from "./ratios";

const PROGRAMS = ["raw", "components"] as const;
const ROUNDS = 3;
/** The most that `tsc` of a program with components may take, as a share of one that imports modules of `@pulumi/aws`. */
const LIMIT = 1.1;

/** `tsc` of an HTTP API: our components against the same AWS resources, imported by module from `@pulumi/aws`. */
export function benchTypeCheck(): Promise<Ratios> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-type-check-"));
  try {
    const times = { raw: [] as number[], components: [] as number[] };
    for (let round = -1; round < ROUNDS; round++) {
      for (const program of round % 2 === 0 ? PROGRAMS : PROGRAMS.toReversed()) {
        const time = timeOf(program, folder);
        if (round >= 0) {
          times[program].push(time);
        }
      }
    }
    console.log(`Type-checking an HTTP API (medians of ${ROUNDS} rounds in turn; components at most ${LIMIT} of raw)`);
    const ratio = median(times.components.map((time, round) => time / (times.raw[round] ?? Number.NaN)));
    const rows = PROGRAMS.map((program) => [program, median(times[program]).toFixed(2)]);
    console.log(`${table([["program", "tsc CPU s"], ...rows])}\nratio ${ratio.toFixed(3)}\n`);
    return Promise.resolve({ "raw / components": ratioOf(times.raw, times.components) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Has a process write its CPU time to stderr when it ends: other work on the machine does not lengthen it. */
const TIMED = `data:text/javascript,process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error((user + system) / 1e6); });`;

/** Returns the seconds of CPU time that the compiler takes. */
function timeOf(program: (typeof PROGRAMS)[number], folder: string): number {
  const config = join(folder, `${program}.json`);
  const compilerOptions = {
    ...{
      strict: true,
      target: "ES2022",
      module: "node16",
      skipLibCheck: true,
      noEmit: true,
    },
    types: ["node"],
    typeRoots: [join(__dirname, "..", "node_modules", "@types")],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [join(__dirname, "programs", program, "index.ts")] }));
  const tsc = [require.resolve("typescript/bin/tsc"), "-p", config];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", TIMED, ...tsc], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`tsc of ${program} failed:\n${stdout}${stderr}`);
  }
  return Number(stderr);
}
