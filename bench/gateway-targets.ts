import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { PEERS } from "./peer-packages";
import { GATEWRIGHT, SERVED } from "./served";
import { freePort, startTool } from "./tool";

/** The requests, or messages, that a server gets. */
export interface Target {
  port: number;
  path: string;
  /** Of every answer; 101 for a WebSocket API, whose messages are counted. */
  status: number;
  /** Sent with each request. */
  headers?: Record<string, string>;
  /** Sent at half the rate that the target of this name reached, too. */
  pacedBy?: string;
}

/** Starts a process of each server, and returns what to send them, by name. @param token Accepted by the JWT authorizers. */
export async function startTargets(processes: ChildProcess[], token: string): Promise<[string, Target][]> {
  const bare = await startServer("bare.ts", [], processes);
  const [passThrough, withEvent, ours, peer] = await Promise.all([
    startServer("pass-through.ts", [`http://127.0.0.1:${bare}`], processes),
    startServer("with-event.ts", [], processes),
    startGateway(bare, processes),
    startServerlessOffline(processes),
  ]);
  // where an authorizer is not in place, a route is quicker than it is with one
  await Promise.all([ours, peer].map((port) => expectStatus(port, "/private", 401)));
  const jwt = { path: "/private", status: 200, headers: { authorization: `Bearer ${token}` } };
  const key = { "x-api-key": "bench-key-0123456789" };
  const ofGateway = (name: string, target: Omit<Target, "port">): [string, Target] => [
    name,
    { ...target, port: ours, pacedBy: name },
  ];
  return [
    ["node:http", { port: bare, path: "/hello", status: 200, pacedBy: "Lambda route" }],
    ["node:http, 404", { port: bare, path: "/nowhere", status: 404 }],
    ["node:http with an event", { port: withEvent, path: "/hello", status: 200 }],
    ["undici pass-through", { port: passThrough, path: "/hello", status: 200, pacedBy: "HTTP proxy route" }],
    ["serverless-offline", { port: peer, path: "/hello", status: 200 }],
    ["serverless-offline with JWT", { port: peer, ...jwt }],
    ofGateway("404", { path: "/nowhere", status: 404 }),
    ofGateway("Lambda route", { path: "/hello", status: 200 }),
    ofGateway("Lambda route with JWT", jwt),
    ofGateway("Lambda route with access log", { path: "/_api/logged/hello", status: 200 }),
    ofGateway("REST route with API key", { path: "/_api/keyed/live/hello", status: 200, headers: key }),
    ofGateway("HTTP proxy route", { path: "/proxy", status: 200 }),
    ofGateway("WebSocket echo", { path: "/_api/echo/live", status: 101 }),
  ];
}

async function startGateway(bare: number, processes: ChildProcess[]): Promise<number> {
  const port = await freePort();
  await startTool({
    command: [GATEWRIGHT, "serve", SERVED, "--port", String(port), "--no-watch", "--stand-in", "always"],
    environment: { BENCH_BACKEND: `http://127.0.0.1:${bare}/hello` },
    ready: "Ctrl-C ends",
    processes,
  });
  return port;
}

async function startServerlessOffline(processes: ChildProcess[]): Promise<number> {
  const port = await freePort();
  await startTool({
    command: [join(PEERS, "node_modules/serverless/bin/serverless.js"), "offline", "start"],
    environment: {
      BENCH_PORT: String(port),
      BENCH_LAMBDA_PORT: String(await freePort()),
      SLS_TELEMETRY_DISABLED: "1",
      SLS_NOTIFICATIONS_MODE: "off",
      SLS_INTERACTIVE_SETUP_ENABLE: "0",
    },
    cwd: PEERS,
    ready: "Server ready",
    processes,
  });
  return port;
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

async function expectStatus(port: number, path: string, expected: number): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
  if (status !== expected) {
    throw new Error(`${path} on port ${port}: expected ${expected} without a token, received ${status}`);
  }
}
