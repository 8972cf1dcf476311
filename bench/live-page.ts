import type { ChildProcess } from "node:child_process";
import { get } from "node:http";
import { join } from "node:path";
import { median, table } from "./figures";
import { type LoadResult, runLoad } from "./load";
import { freePort, startTool } from "./tool";

const ROUNDS = 15;
const CONNECTIONS = 20;
const WARM_UP_MS = 2000;
const ROUND_MS = 1000;
const GATEWRIGHT = join(__dirname, "../bin/gatewright.js");
const SERVED = join(__dirname, "programs/served");
const PATHS = [
  ["Lambda route", "/hello", 200],
  ["404", "/nowhere", 404],
] as const;
const KINDS = ["without the live page", "with the page closed", "with the page open"] as const;

type Results = Map<(typeof KINDS)[number], LoadResult[]>;

/** The throughput of the gateway without its live page, with the page closed and open: interleaved rounds, medians of ratios. */
export async function benchLivePage(): Promise<void> {
  const processes: ChildProcess[] = [];
  try {
    const ports = new Map<(typeof KINDS)[number], number>();
    for (const kind of KINDS) {
      ports.set(kind, await startServer(kind, processes));
    }
    console.log(`Live page: ${CONNECTIONS} connections, ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s`);
    for (const [name, path, status] of PATHS) {
      const results: Results = new Map(KINDS.map((kind) => [kind, []]));
      const load = (kind: (typeof KINDS)[number], milliseconds: number): Promise<LoadResult> =>
        runLoad({ port: ports.get(kind) ?? 0, path, status, connections: CONNECTIONS, milliseconds });
      for (const kind of KINDS) {
        await load(kind, WARM_UP_MS);
      }
      for (let round = 0; round < ROUNDS; round++) {
        // each kind comes first as often as the others
        for (let index = 0; index < KINDS.length; index++) {
          const kind = KINDS[(round + index) % KINDS.length] ?? KINDS[0];
          results.get(kind)?.push(await load(kind, ROUND_MS));
        }
      }
      print(name, results);
    }
  } finally {
    processes.forEach((child) => child.kill("SIGKILL"));
  }
}

/** Starts a server; where its page is to be open, events are read as a page reads them. */
async function startServer(kind: (typeof KINDS)[number], processes: ChildProcess[]): Promise<number> {
  const port = await freePort();
  const flags = kind === "without the live page" ? ["--no-live-page"] : [];
  const output = await startTool({
    command: [GATEWRIGHT, "serve", SERVED, "--port", String(port), "--no-watch", "--log", "off", ...flags],
    environment: { BENCH_BACKEND: "http://127.0.0.1:9/" },
    ready: "Ctrl-C ends",
    processes,
  });
  if (kind === "with the page open") {
    const url = /http:\S+\/_gatewright\/\S+/.exec(output)?.[0];
    if (url === undefined) {
      throw new Error(`serve printed no live page:\n${output}`);
    }
    await new Promise<void>((resolve, reject) => {
      get(`${url}data/events`, (response) => {
        response.resume();
        resolve();
      }).on("error", reject);
    });
  }
  return port;
}

function print(name: string, results: Results): void {
  const rates = (kind: (typeof KINDS)[number]): number[] =>
    results.get(kind)?.map(({ requestsPerSecond }) => requestsPerSecond) ?? [];
  const without = rates(KINDS[0]);
  // of the same round: what else the machine does meanwhile is the same for both
  const cost = (kind: (typeof KINDS)[number]): string =>
    `${(100 * (1 - median(rates(kind).map((rate, round) => rate / (without[round] ?? Number.NaN))))).toFixed(1)} %`;
  console.log(
    table([
      [name, "requests/s", "costs"],
      [KINDS[0], median(without).toFixed(0), ""],
      [KINDS[1], median(rates(KINDS[1])).toFixed(0), `${cost(KINDS[1])} (target: under 3 %)`],
      [KINDS[2], median(rates(KINDS[2])).toFixed(0), `${cost(KINDS[2])} (target: under 10 %)`],
    ]),
  );
}
