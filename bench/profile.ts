import type { ChildProcess } from "node:child_process";
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

const WARM_UP_MS = 3000;
const MEASURED_MS = 4000;

/** The command line from source: the names of functions are shorter in the package. */
const COMMAND_LINE = ["-r", "ts-node/register/transpile-only", join(__dirname, "../cli/index.ts")];

/** Profiles the gateway's thread under the load of a Lambda route with JWT. `--write` draws a flame graph of it in docs/figures/. */
export async function benchProfile({ writes }: BenchmarkOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-profile-"));
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
    const file = readdirSync(folder).find((name) => name.includes(`.${gateway?.pid}.0.`));
    const profile = JSON.parse(readFileSync(join(folder, file ?? ""), "utf8")) as CpuProfile;
    console.log(
      `The gateway's thread, Lambda route with JWT: functions by their own time\n${table(ownTimes(profile, from, until))}\n`,
    );
    if (writes) {
      mkdirSync(FIGURES, { recursive: true });
      writeFileSync(join(FIGURES, "gateway-profile.svg"), flameGraph(profile, from, until));
    }
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the time of the machine's monotonic clock, which profiles have, in microseconds. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
