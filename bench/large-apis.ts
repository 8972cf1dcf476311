import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { median } from "./figures";
import { runLoad } from "./load";
import { middle, type Run, runMetered, wallTimes } from "./metered-run";
import type { BenchmarkOptions } from "./options";
import { freePort, startTool } from "./tool";
import { reportMeasured } from "./written";

const GATEWRIGHT = join(__dirname, "../bin/gatewright.js");
const PROGRAM = join(__dirname, "programs/large-apis");
const ROUNDS = 7;
const CONNECTIONS = 20;
const WARM_UP_MS = 1000;
const ROUND_MS = 500;

interface LargeApi {
  kind: "rest" | "http" | "websocket";
  routes: number;
  stages: number;
}

/** As many routes and stages as AWS's quotas have for HTTP and WebSocket APIs, and over three times as many resources as for REST APIs. */
const APIS: LargeApi[] = [
  { kind: "rest", routes: 1000, stages: 1 },
  { kind: "http", routes: 300, stages: 10 },
  { kind: "websocket", routes: 300, stages: 10 },
];

/** One API with many routes or stages: its evaluation, its check, its start in the local gateway, and its first and its last route. */
export async function benchLargeApis(options: BenchmarkOptions): Promise<void> {
  const rows: string[][] = [];
  for (const api of APIS) {
    rows.push(await rowOf(api));
  }
  const head = ["API", "graph ms", "check ms", "command MB", "program MB", "served after ms", "last / first route"];
  const title = `Large APIs, medians of ${ROUNDS} interleaved rounds; served once`;
  await reportMeasured("large-apis", { title, rows: [head, ...rows], measured: [] }, options);
}

async function rowOf(api: LargeApi): Promise<string[]> {
  const [graphs, checks]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    graphs.push(runMetered([GATEWRIGHT, "graph", ...argumentsOf(api), "--json"]));
    checks.push(runMetered([GATEWRIGHT, "check", ...argumentsOf(api), "--json"]));
  }
  const { startedIn, lastToFirst } = await serve(api);
  return [
    `${api.kind}, ${api.routes} routes, ${api.stages} stages`,
    median(wallTimes(graphs)).toFixed(0),
    median(wallTimes(checks)).toFixed(0),
    middle(checks, ({ command }) => command.rssMb).toFixed(0),
    middle(checks, ({ program }) => program?.rssMb).toFixed(0),
    startedIn.toFixed(0),
    lastToFirst?.toFixed(2) ?? "-",
  ];
}

function argumentsOf({ kind, routes, stages }: LargeApi): string[] {
  const settings = Object.entries({ kind, routes, stages }).flatMap(([name, value]) => [
    "--set",
    `bench-large-apis:${name}=${value}`,
  ]);
  return [PROGRAM, "--stack", "bench", ...settings];
}

/** Serves an API, and compares the rates of its last and its first route with a parameter, in rounds. */
async function serve(api: LargeApi): Promise<{ startedIn: number; lastToFirst: number | undefined }> {
  const processes: ChildProcess[] = [];
  try {
    const port = await freePort();
    const started = performance.now();
    await startTool({
      command: [GATEWRIGHT, "serve", ...argumentsOf(api), "--port", String(port), "--no-watch"],
      environment: {},
      ready: "Ctrl-C ends",
      processes,
    });
    const startedIn = performance.now() - started;
    if (api.kind === "websocket") {
      return { startedIn, lastToFirst: undefined };
    }
    const rate = async (index: number, milliseconds: number): Promise<number> => {
      const load = { port, path: `/stage0/items${index}/1`, status: 200, headers: { authorization: "bench" } };
      return (await runLoad({ ...load, connections: CONNECTIONS, milliseconds })).requestsPerSecond;
    };
    const last = Math.floor((api.routes - 1) / 4);
    await rate(0, WARM_UP_MS);
    await rate(last, WARM_UP_MS);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const first = await rate(0, ROUND_MS);
      ratios.push((await rate(last, ROUND_MS)) / first);
    }
    return { startedIn, lastToFirst: median(ratios) };
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
  }
}
