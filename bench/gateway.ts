import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { join } from "node:path";
import { median, table } from "./figures";
import { installPeers, PEERS } from "./peer-packages";
import { type Load, type LoadResult, runLoad } from "./load";
import { type Ratios, ratioOf } from "./ratios";
import { freePort, startTool } from "./tool";
import { runWebSocketLoad } from "./websocket-load";

const ROUNDS = 11;
const CONNECTIONS = 20;
const WEBSOCKETS = 50;
const WARM_UP_MS = 2000;
const ROUND_MS = 1000;

const GATEWRIGHT = join(__dirname, "../bin/gatewright.js");
const SERVED = join(__dirname, "programs/served");

interface Target {
  port: number;
  path: string;
  /** Of every answer; 101 for a WebSocket API, whose messages are counted. */
  status: number;
  /** Sent with each request. */
  headers?: Record<string, string>;
}

/** The ratios that are reported, with the least that they have to be. */
const LIMITS: { name: string; of: string; to: string; atLeast: number }[] = [
  { name: "Lambda route", of: "Lambda route", to: "node:http", atLeast: 0.4 },
  { name: "Lambda route", of: "Lambda route", to: "serverless-offline", atLeast: 5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "node:http", atLeast: 0.5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "serverless-offline", atLeast: 8 },
  { name: "REST route with API key and plan", of: "REST route with API key", to: "node:http", atLeast: 0.4 },
  { name: "HTTP proxy route", of: "HTTP proxy route", to: "undici pass-through", atLeast: 0.65 },
  { name: "404", of: "404", to: "node:http, 404", atLeast: 0.7 },
];

/** The local gateway beside a bare node:http server, a bare proxy and serverless-offline: interleaved rounds, medians. */
export async function benchGateway(): Promise<Ratios> {
  const processes: ChildProcess[] = [];
  try {
    const targets = await startTargets(processes);
    const results = new Map<string, LoadResult[]>(targets.map(([name]) => [name, []]));
    for (const [, target] of targets) {
      await load(target, WARM_UP_MS);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, target] of round % 2 === 0 ? targets : targets.toReversed()) {
        results.get(name)?.push(await load(target, ROUND_MS));
      }
    }
    return report(results);
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
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
  const token = execFileSync(process.execPath, [GATEWRIGHT, "token", SERVED, "--sub", "bench"], { encoding: "utf8" });
  const authorization = `Bearer ${token.trim()}`;
  const key = { "x-api-key": "bench-key-0123456789" };
  return [
    ["node:http", { port: bare, path: "/hello", status: 200 }],
    ["node:http, 404", { port: bare, path: "/nowhere", status: 404 }],
    ["undici pass-through", { port: passThrough, path: "/hello", status: 200 }],
    ["serverless-offline", { port: peer, path: "/hello", status: 200 }],
    ["404", { port: ours, path: "/nowhere", status: 404 }],
    ["Lambda route", { port: ours, path: "/hello", status: 200 }],
    ["Lambda route with JWT", { port: ours, path: "/private", status: 200, headers: { authorization } }],
    ["Lambda route with access log", { port: ours, path: "/_api/logged/hello", status: 200 }],
    ["REST route with API key", { port: ours, path: "/_api/keyed/live/hello", status: 200, headers: key }],
    ["HTTP proxy route", { port: ours, path: "/proxy", status: 200 }],
    ["WebSocket echo", { port: ours, path: "/_api/echo/live", status: 101 }],
  ];
}

function load(target: Target, milliseconds: number): Promise<LoadResult> {
  return target.status === 101
    ? runWebSocketLoad({ port: target.port, path: target.path, milliseconds, connections: WEBSOCKETS })
    : runLoad(loadOf(target, milliseconds));
}

function loadOf({ port, path, status, headers }: Target, milliseconds: number): Load {
  return { port, path, status, headers, milliseconds, connections: CONNECTIONS };
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

function report(results: Map<string, LoadResult[]>): Ratios {
  const figures = (target: string, figure: keyof LoadResult): number[] =>
    results.get(target)?.map((result) => result[figure]) ?? [];
  console.log(
    `Local gateway: ${CONNECTIONS} connections (${WEBSOCKETS} WebSocket ones), medians of ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s`,
  );
  const columns = ["requestsPerSecond", "p50", "p99"] as const;
  const rows = [...results.keys()].map((name) => [
    name,
    ...columns.map((figure) => median(figures(name, figure)).toFixed(figure === "requestsPerSecond" ? 0 : 2)),
  ]);
  console.log(`${table([["", "requests/s", "p50 ms", "p99 ms"], ...rows])}\n`);
  const ratios: Ratios = {};
  for (const { name, of, to, atLeast } of LIMITS) {
    const ratio = ratioOf(figures(of, "requestsPerSecond"), figures(to, "requestsPerSecond"));
    ratios[`${name} / ${to}`] = ratio;
    console.log(`${name}: ${ratio.toFixed(2)} times ${to} (target: at least ${atLeast})`);
  }
  console.log("");
  return ratios;
}
