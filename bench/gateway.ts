import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { join } from "node:path";
import { median, table } from "./figures";
import { installPeers, PEERS } from "./peer-packages";
import { type Load, type LoadResult, runLoad } from "./load";
import { freePort, startTool } from "./tool";

const ROUNDS = 11;
const CONNECTIONS = 20;
const WARM_UP_MS = 2000;
const ROUND_MS = 1000;

const GATEWRIGHT = join(__dirname, "../bin/gatewright.js");
const SERVED = join(__dirname, "programs/served");

interface Target {
  name: string;
  port: number;
  path: string;
  status: number;
  authorization?: string;
}

/** The local gateway beside a bare node:http server and serverless-offline: interleaved rounds, medians. */
export async function benchGateway(): Promise<void> {
  const processes: ChildProcess[] = [];
  try {
    const targets = await startTargets(processes);
    const results = new Map<Target, LoadResult[]>(targets.map((target) => [target, []]));
    for (const target of targets) {
      await runLoad(loadOf(target, WARM_UP_MS));
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const target of targets) {
        results.get(target)?.push(await runLoad(loadOf(target, ROUND_MS)));
      }
    }
    print(results);
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
  }
}

async function startTargets(processes: ChildProcess[]): Promise<Target[]> {
  installPeers("serverless-offline");
  const bare = await startBare(processes);
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
  return [
    { name: "node:http, 200", port: bare, path: "/hello", status: 200 },
    { name: "node:http, 404", port: bare, path: "/nowhere", status: 404 },
    { name: "gatewright, 404", port: ours, path: "/nowhere", status: 404 },
    { name: "gatewright, Lambda route", port: ours, path: "/hello", status: 200 },
    { name: "gatewright, Lambda route with JWT", port: ours, path: "/private", status: 200, authorization },
    { name: "serverless-offline, Lambda route", port: peer, path: "/hello", status: 200 },
    { name: "serverless-offline, 404", port: peer, path: "/nowhere", status: 404 },
    { name: "gatewright, Lambda route with access log", port: ours, path: "/_api/logged/hello", status: 200 },
    { name: "gatewright, HTTP proxy route", port: ours, path: "/proxy", status: 200 },
  ];
}

function loadOf({ port, path, status, authorization }: Target, milliseconds: number): Load {
  return { port, path, status, authorization, milliseconds, connections: CONNECTIONS };
}

function startBare(processes: ChildProcess[]): Promise<number> {
  const child = fork(join(__dirname, "servers/bare.ts"), { execArgv: ["-r", "ts-node/register/transpile-only"] });
  processes.push(child);
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve(Number(port)));
    child.once("exit", (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
}

function print(results: Map<Target, LoadResult[]>): void {
  const figures = (target: string, figure: keyof LoadResult): number[] =>
    [...results].find(([{ name }]) => name === target)?.[1].map((result) => result[figure]) ?? [];
  const middle = (target: string, figure: keyof LoadResult): number => median(figures(target, figure));
  const rates = (target: string): number[] => figures(target, "requestsPerSecond");
  console.log(
    `Local gateway: ${CONNECTIONS} connections, medians of ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s`,
  );
  console.log(
    table([
      ["", "requests/s", "p50 ms", "p99 ms"],
      ...[...results.keys()].map(({ name }) => [
        name,
        middle(name, "requestsPerSecond").toFixed(0),
        middle(name, "p50").toFixed(2),
        middle(name, "p99").toFixed(2),
      ]),
    ]),
  );
  // of the same round: what else the machine does meanwhile is the same for both
  const ratio = (a: string, b: string): string =>
    median(rates(a).map((rate, round) => rate / (rates(b)[round] ?? Number.NaN))).toFixed(2);
  const [bare, peer] = ["node:http, 200", "serverless-offline, Lambda route"];
  const [lambda, withToken] = ["gatewright, Lambda route", "gatewright, Lambda route with JWT"];
  console.log(
    `\nLambda route: ${ratio(lambda, peer)} times serverless-offline in-process (target: at least 5), ` +
      `${ratio(lambda, bare)} times bare node:http (target: at least 0.4)`,
  );
  console.log(
    `Lambda route with JWT: ${ratio(withToken, peer)} times serverless-offline, which checks no token (target: at least 8), ` +
      `${ratio(withToken, bare)} times bare node:http (target: at least 0.5)`,
  );
  console.log(`HTTP proxy route: ${ratio("gatewright, HTTP proxy route", bare)} times bare node:http`);
  console.log(`404: ${ratio("gatewright, 404", "node:http, 404")} times bare node:http (target: at least 0.7)\n`);
}
