import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "./figures";
import { type CpuProfile, flameGraph, ownTimes } from "./flame-graph";
import { runLoad } from "./load";
import type { BenchmarkOptions } from "./options";
import { SERVED, tokenOf } from "./served";
import { freePort, startTool } from "./tool";
import { FIGURES } from "./written";

const ROOT = join(__dirname, "..");
const WARM_UP_MS = 3000;
const MEASURED_MS = 4000;

/** The command line from source: the names of functions are shorter in the package. */
const COMMAND_LINE = ["-r", "ts-node/register/transpile-only", join(ROOT, "cli/index.ts")];

/**
 * Profiles the program of an evaluation of the sample, and the gateway's thread under the load of a Lambda route with JWT. `--write` draws a flame
 * graph of each in docs/figures/.
 */
export async function benchProfile(options: BenchmarkOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-profile-"));
  try {
    show(evaluationProfile(folder), options);
    show(await gatewayProfile(folder), options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Profile {
  /** Of the picture's file. */
  name: string;
  title: string;
  profile: CpuProfile;
  /** The part that is shown. @default all of it */
  part?: [from: number, until: number];
}

function show(
  { name, title, profile, part: [from, until] = [0, Infinity] }: Profile,
  { writes }: BenchmarkOptions,
): void {
  console.log(`${title}: functions by their own time\n${table(ownTimes(profile, from, until))}\n`);
  if (writes) {
    mkdirSync(FIGURES, { recursive: true });
    writeFileSync(join(FIGURES, `${name}.svg`), flameGraph(title, profile, from, until));
  }
}

/** The process of the program, caches warm. */
function evaluationProfile(folder: string): Profile {
  const options = JSON.stringify({ directory: join(ROOT, "stacks"), stack: "prod" });
  const script = `require(${JSON.stringify(join(ROOT, "dist/engine"))}).evaluate(${options}).catch(() => process.exit(1));`;
  const run = (environment: NodeJS.ProcessEnv): number => {
    const { pid, status } = spawnSync(process.execPath, ["--eval", script], {
      env: { ...process.env, ...environment },
    });
    if (status !== 0) {
      throw new Error("the sample could not be evaluated: npm run build first");
    }
    return pid;
  };
  run({});
  const command = run({ NODE_OPTIONS: `--cpu-prof --cpu-prof-dir ${folder}` });
  const profile = readProfile(folder, (name) => !name.includes(`.${command}.`));
  return { name: "evaluation-profile", title: "program of an evaluation", profile };
}

async function gatewayProfile(folder: string): Promise<Profile> {
  const processes: ChildProcess[] = [];
  try {
    const port = await freePort();
    const serve = ["serve", SERVED, "--port", String(port), "--no-watch", "--stand-in", "always"];
    await startTool({
      command: ["--cpu-prof", "--cpu-prof-dir", folder, ...COMMAND_LINE, ...serve],
      environment: {},
      ready: "Ctrl-C ends",
      processes,
    });
    const headers = { authorization: `Bearer ${tokenOf()}` };
    const load = { port, path: "/private", status: 200, headers, connections: 20 };
    await runLoad({ ...load, milliseconds: WARM_UP_MS });
    const from = now();
    await runLoad({ ...load, milliseconds: MEASURED_MS });
    const until = now();
    const [gateway] = processes;
    gateway?.kill("SIGINT");
    await once(gateway as ChildProcess, "exit");
    const profile = readProfile(folder, (name) => name.includes(`.${gateway?.pid}.0.`));
    return { name: "gateway-profile", title: "gateway's thread, Lambda route with JWT", profile, part: [from, until] };
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
  }
}

function readProfile(folder: string, isWanted: (name: string) => boolean): CpuProfile {
  const file = readdirSync(folder).find(isWanted);
  return JSON.parse(readFileSync(join(folder, file ?? ""), "utf8")) as CpuProfile;
}

/** Returns the time of the machine's monotonic clock, which profiles have, in microseconds. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
