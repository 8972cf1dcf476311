import { type ChildProcess, fork, spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { median, table } from "./figures";
import { installPeers, PEERS } from "./peer-packages";
import { type Load, type LoadResult, runLoad } from "./load";

const ROUNDS = 3;
const CONNECTIONS = 16;
const WARM_UP_MS = 1000;
const ROUND_MS = 2000;

interface Target {
  name: string;
  port: number;
  path: string;
  status: number;
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
  const bare = await startServer("bare", [], processes);
  const ours = await startServer("gateway", [`http://127.0.0.1:${bare}/hello`], processes);
  const peer = await startServerlessOffline(processes);
  return [
    { name: "node:http, 200", port: bare, path: "/hello", status: 200 },
    { name: "node:http, 404", port: bare, path: "/nowhere", status: 404 },
    { name: "gatewright, Lambda route", port: ours, path: "/hello", status: 200 },
    { name: "gatewright, HTTP proxy route", port: ours, path: "/proxy", status: 200 },
    { name: "gatewright, 404", port: ours, path: "/nowhere", status: 404 },
    { name: "serverless-offline, Lambda route", port: peer, path: "/hello", status: 200 },
    { name: "serverless-offline, 404", port: peer, path: "/nowhere", status: 404 },
  ];
}

function loadOf({ port, path, status }: Target, milliseconds: number): Load {
  return { port, path, status, milliseconds, connections: CONNECTIONS };
}

function startServer(name: string, args: string[], processes: ChildProcess[]): Promise<number> {
  const child = fork(join(__dirname, "servers", `${name}.ts`), args, {
    execArgv: ["-r", "ts-node/register/transpile-only"],
  });
  processes.push(child);
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve(Number(port)));
    child.once("exit", (code) => reject(new Error(`the ${name} server ended with ${code}`)));
  });
}

async function startServerlessOffline(processes: ChildProcess[]): Promise<number> {
  installPeers("serverless-offline");
  const [port, lambdaPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [join(PEERS, "node_modules/serverless/bin/serverless.js"), "offline", "start"],
    {
      cwd: PEERS,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        BENCH_PORT: String(port),
        BENCH_LAMBDA_PORT: String(lambdaPort),
        SLS_TELEMETRY_DISABLED: "1",
        SLS_NOTIFICATIONS_MODE: "off",
        SLS_INTERACTIVE_SETUP_ENABLE: "0",
      },
    },
  );
  processes.push(child);
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error(`serverless-offline did not start:\n${output}`));
    const timer = setTimeout(fail, 60_000);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes("Server ready")) {
        clearTimeout(timer);
        resolve();
      }
    };
    // it writes a line for each request: these streams stay read, as a terminal would
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", fail);
  });
  return port;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function print(results: Map<Target, LoadResult[]>): void {
  const middle = (target: string, figure: keyof LoadResult): number =>
    median([...results].find(([{ name }]) => name === target)?.[1].map((result) => result[figure]) ?? []);
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
  const ratio = (a: string, b: string): string =>
    (middle(a, "requestsPerSecond") / middle(b, "requestsPerSecond")).toFixed(2);
  console.log(
    `\nLambda route: ${ratio("gatewright, Lambda route", "serverless-offline, Lambda route")} times serverless-offline in-process (target: at least 5)`,
  );
  console.log(`404: ${ratio("gatewright, 404", "node:http, 404")} times bare node:http (target: at least 0.5)\n`);
}
