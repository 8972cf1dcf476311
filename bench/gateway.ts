import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { median, table } from "./figures";
import { installPeers, PEERS } from "./peer-packages";
import { type LoadResult, runLoad } from "./load";
import { type Measured, measuredText, ratiosOf } from "./measured";
import type { BenchmarkOptions } from "./options";
import { type Ratios, ratioOf } from "./ratios";
import { GATEWRIGHT, SERVED, tokenOf } from "./served";
import { freePort, startTool } from "./tool";
import { runWebSocketLoad } from "./websocket-load";
import { writeMeasured } from "./written";

const ROUNDS = 11;
const CONNECTIONS = 20;
const WEBSOCKETS = 50;
const WARM_UP_MS = 2000;
const ROUND_MS = 1000;
/** At half the rate that a target reached. */
const PACED_ROUNDS = 5;

interface Target {
  port: number;
  path: string;
  /** Of every answer; 101 for a WebSocket API, whose messages are counted. */
  status: number;
  /** Sent with each request. */
  headers?: Record<string, string>;
  /** Served by the local gateway. */
  isOurs?: true;
}

/** The ratios that are reported, with the least that they have to be. */
const RATIOS: { name: string; of: string; to: string; atLeast: number }[] = [
  { name: "Lambda route", of: "Lambda route", to: "node:http", atLeast: 0.4 },
  { name: "Lambda route", of: "Lambda route", to: "serverless-offline", atLeast: 5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "node:http", atLeast: 0.5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "serverless-offline", atLeast: 8 },
  { name: "REST route with API key and plan", of: "REST route with API key", to: "node:http", atLeast: 0.4 },
  { name: "HTTP proxy route", of: "HTTP proxy route", to: "undici pass-through", atLeast: 0.65 },
  { name: "404", of: "404", to: "node:http, 404", atLeast: 0.7 },
];
const MESSAGES_PER_SECOND = { of: "WebSocket echo", atLeast: 20_000 };
/** Milliseconds, for 99 of 100 requests at half the rate that the gateway reaches. */
const PACED_LATENCY = 5;

/** The results of a target: as fast as it answers, and at half that rate. */
interface Results {
  full: LoadResult[];
  half: LoadResult[];
}

/** The local gateway beside a bare node:http server, a bare proxy and serverless-offline: interleaved rounds, medians. */
export async function benchGateway({ writes }: BenchmarkOptions): Promise<Ratios> {
  const processes: ChildProcess[] = [];
  try {
    const targets = await startTargets(processes);
    const results = new Map<string, Results>(targets.map(([name]) => [name, { full: [], half: [] }]));
    for (const [, target] of targets) {
      await load(target, WARM_UP_MS);
    }
    await inRounds(targets, ROUNDS, async (name, target) => {
      results.get(name)?.full.push(await load(target, ROUND_MS));
    });
    const ours = targets.filter(([, { isOurs }]) => isOurs);
    await inRounds(ours, PACED_ROUNDS, async (name, target) => {
      const rate = figureOf(results.get(name)?.full, "requestsPerSecond") / 2;
      results.get(name)?.half.push(await load(target, ROUND_MS, rate));
    });
    return report(results, writes);
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
  }
}

/** Takes the targets in turn, and each other round the other way round. */
async function inRounds(
  targets: [string, Target][],
  rounds: number,
  measure: (name: string, target: Target) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const [name, target] of round % 2 === 0 ? targets : targets.toReversed()) {
      await measure(name, target);
    }
  }
}

async function startTargets(processes: ChildProcess[]): Promise<[string, Target][]> {
  installPeers("serverless-offline");
  const bare = await startServer("bare.ts", [], processes);
  const passThrough = await startServer("pass-through.ts", [`http://127.0.0.1:${bare}`], processes);
  const [ours, peer] = [await freePort(), await freePort()];
  await startTool({
    command: [GATEWRIGHT, "serve", SERVED, "--port", String(ours), "--no-watch", "--stand-in", "always"],
    environment: { BENCH_BACKEND: `http://127.0.0.1:${bare}/hello` },
    ready: "Ctrl-C ends",
    processes,
  });
  await startTool({
    command: [join(PEERS, "node_modules/serverless/bin/serverless.js"), "offline", "start"],
    environment: {
      BENCH_PORT: String(peer),
      BENCH_LAMBDA_PORT: String(await freePort()),
      SLS_TELEMETRY_DISABLED: "1",
      SLS_NOTIFICATIONS_MODE: "off",
      SLS_INTERACTIVE_SETUP_ENABLE: "0",
    },
    cwd: PEERS,
    ready: "Server ready",
    processes,
  });
  const authorization = `Bearer ${tokenOf()}`;
  const key = { "x-api-key": "bench-key-0123456789" };
  return [
    ["node:http", { port: bare, path: "/hello", status: 200 }],
    ["node:http, 404", { port: bare, path: "/nowhere", status: 404 }],
    ["undici pass-through", { port: passThrough, path: "/hello", status: 200 }],
    ["serverless-offline", { port: peer, path: "/hello", status: 200 }],
    ["404", { isOurs: true, port: ours, path: "/nowhere", status: 404 }],
    ["Lambda route", { isOurs: true, port: ours, path: "/hello", status: 200 }],
    ["Lambda route with JWT", { isOurs: true, port: ours, path: "/private", status: 200, headers: { authorization } }],
    ["Lambda route with access log", { isOurs: true, port: ours, path: "/_api/logged/hello", status: 200 }],
    [
      "REST route with API key",
      { isOurs: true, port: ours, path: "/_api/keyed/live/hello", status: 200, headers: key },
    ],
    ["HTTP proxy route", { isOurs: true, port: ours, path: "/proxy", status: 200 }],
    ["WebSocket echo", { isOurs: true, port: ours, path: "/_api/echo/live", status: 101 }],
  ];
}

function load({ port, path, status, headers }: Target, milliseconds: number, rate?: number): Promise<LoadResult> {
  return status === 101
    ? runWebSocketLoad({ port, path, milliseconds, rate, connections: WEBSOCKETS })
    : runLoad({ port, path, status, headers, milliseconds, rate, connections: CONNECTIONS });
}

function startServer(file: string, args: string[], processes: ChildProcess[]): Promise<number> {
  const execArgv = ["-r", "ts-node/register/transpile-only"];
  const child = fork(join(__dirname, "servers", file), args, { execArgv });
  processes.push(child);
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve(Number(port)));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

function figureOf(results: LoadResult[] = [], figure: keyof LoadResult): number {
  return median(results.map((result) => result[figure]));
}

async function report(results: Map<string, Results>, writes: boolean): Promise<Ratios> {
  const title = `Local gateway: ${CONNECTIONS} connections (${WEBSOCKETS} WebSocket ones), medians of ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s`;
  const cell = (found: LoadResult[], figure: keyof LoadResult, digits: number): string =>
    found.length === 0 ? "-" : figureOf(found, figure).toFixed(digits);
  const rows = [
    ["", "requests/s", "p50 ms", "p99 ms", "at half that rate: p50 ms", "p99 ms"],
    ...[...results].map(([name, { full, half }]) => [
      name,
      cell(full, "requestsPerSecond", 0),
      cell(full, "p50", 2),
      cell(full, "p99", 2),
      cell(half, "p50", 2),
      cell(half, "p99", 2),
    ]),
  ];
  const measured = measuredBy(results);
  console.log(`${title}\n${table(rows)}\n`);
  measured.forEach((figure) => console.log(measuredText(figure)));
  console.log("");
  if (writes) {
    await writeMeasured("gateway", { title, rows, measured });
  }
  return ratiosOf(measured);
}

function measuredBy(results: Map<string, Results>): Measured[] {
  const rates = (name: string): number[] =>
    results.get(name)?.full.map(({ requestsPerSecond }) => requestsPerSecond) ?? [];
  const ratios = RATIOS.map(({ name, of, to, atLeast }): Measured => ({
    name,
    to,
    value: ratioOf(rates(of), rates(to)),
    limit: { is: "least", value: atLeast },
  }));
  const messages: Measured = {
    name: MESSAGES_PER_SECOND.of,
    unit: "messages/s",
    value: median(rates(MESSAGES_PER_SECOND.of)),
    limit: { is: "least", value: MESSAGES_PER_SECOND.atLeast },
  };
  const paced = [...results]
    .filter(([, { half }]) => half.length > 0)
    .map(([name, { half }]): Measured => ({
      name: `${name}, p99 at half its rate`,
      unit: "ms",
      value: figureOf(half, "p99"),
      limit: { is: "most", value: PACED_LATENCY },
    }));
  return [...ratios, messages, ...paced];
}
