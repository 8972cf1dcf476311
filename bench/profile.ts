import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CpuProfile, flameGraph } from "./flame-graph";
import { runLoad } from "./load";
import { GATEWRIGHT, SERVED, tokenOf } from "./served";
import { freePort, startTool } from "./tool";
import { FIGURES } from "./written";

const WARM_UP_MS = 3000;
const MEASURED_MS = 4000;

/** Profiles the gateway's thread under the load of a Lambda route with JWT, and draws a flame graph of it in docs/figures/. */
export async function benchProfile(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-profile-"));
  const processes: ChildProcess[] = [];
  try {
    const port = await freePort();
    const serve = [GATEWRIGHT, "serve", SERVED, "--port", String(port), "--no-watch", "--stand-in", "always"];
    await startTool({
      command: ["--cpu-prof", "--cpu-prof-dir", folder, ...serve],
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
    writeFileSync(join(FIGURES, "gateway-profile.svg"), flameGraph(profile, from, until));
    console.log("Written to docs/figures/gateway-profile.svg.\n");
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the time of the machine's monotonic clock, which profiles have, in microseconds. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
