import type { ChildProcess } from "node:child_process";
import { median } from "./figures";
import { startTargets, type Target } from "./gateway-targets";
import type { LoadResult } from "./load";
import { LoadGenerator } from "./load-generator";
import { type Measured, ratiosOf } from "./measured";
import type { BenchmarkOptions } from "./options";
import { installPeers } from "./peer-packages";
import { type Ratios, ratioOf } from "./ratios";
import { tokenOf } from "./served";
import { reportMeasured } from "./written";

/** Of each server, one after another: one is up to 10 % faster than another for its whole life. */
const PROCESSES = 4;
/** Of each process. */
const ROUNDS = 3;
const CONNECTIONS = 20;
const WEBSOCKETS = 50;
const WARM_UP_MS = 1250;
const ROUND_MS = 400;
/** At half the rate that a process reached. */
const PACED_ROUNDS = 2;
const PACED_ROUND_MS = 800;

/** The ratios that are reported, with the least that they have to be. */
const RATIOS: { name: string; of: string; to: string; atLeast: number }[] = [
  { name: "Lambda route", of: "Lambda route", to: "node:http", atLeast: 0.4 },
  { name: "Lambda route", of: "Lambda route", to: "serverless-offline", atLeast: 5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "node:http", atLeast: 0.5 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "serverless-offline", atLeast: 8 },
  { name: "Lambda route with JWT", of: "Lambda route with JWT", to: "serverless-offline with JWT", atLeast: 8 },
  { name: "REST route with API key and plan", of: "REST route with API key", to: "node:http", atLeast: 0.4 },
  { name: "HTTP proxy route", of: "HTTP proxy route", to: "undici pass-through", atLeast: 0.65 },
  { name: "404", of: "404", to: "node:http, 404", atLeast: 0.7 },
];
const MESSAGES_PER_SECOND = { of: "WebSocket echo", atLeast: 20_000 };
/** Sent at a rate too, for what the load generator and the machine add to a latency. */
const FLOORS = ["node:http", "undici pass-through"];
/** Milliseconds, for 99 of 100 requests at half the rate that the gateway reaches. */
const PACED_LATENCY = 5;

/** The results of a target: as fast as it answers, and at a rate. */
interface Results {
  full: LoadResult[];
  paced: LoadResult[];
}

/** The local gateway beside a bare node:http server, a bare proxy and serverless-offline: several processes of each, interleaved rounds, medians. */
export async function benchGateway(options: BenchmarkOptions): Promise<Ratios> {
  installPeers("serverless-offline");
  const token = tokenOf();
  const results = new Map<string, Results>();
  for (let index = 0; index < PROCESSES; index++) {
    const processes: ChildProcess[] = [];
    const generator = new LoadGenerator();
    try {
      await measure(await startTargets(processes, token), generator, results);
    } finally {
      generator.end();
      processes.forEach((child) => child.kill("SIGKILL"));
    }
  }
  return report(results, options);
}

async function measure(
  targets: [string, Target][],
  generator: LoadGenerator,
  results: Map<string, Results>,
): Promise<void> {
  const resultsOf = (name: string): Results => {
    const found = results.get(name) ?? { full: [], paced: [] };
    results.set(name, found);
    return found;
  };
  for (const [, target] of targets) {
    await load(generator, target, WARM_UP_MS);
  }
  await inRounds(targets, ROUNDS, async (name, target) => {
    resultsOf(name).full.push(await load(generator, target, ROUND_MS));
  });
  await inRounds(targets, PACED_ROUNDS, async (name, target) => {
    if (target.pacedBy !== undefined) {
      const reached = figureOf(resultsOf(target.pacedBy).full.slice(-ROUNDS), "requestsPerSecond");
      resultsOf(name).paced.push(await load(generator, target, PACED_ROUND_MS, reached / 2));
    }
  });
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

function load(
  generator: LoadGenerator,
  { port, path, status, headers }: Target,
  milliseconds: number,
  rate?: number,
): Promise<LoadResult> {
  return generator.send(
    status === 101
      ? { messages: { port, path, milliseconds, rate, connections: WEBSOCKETS } }
      : { requests: { port, path, status, headers, milliseconds, rate, connections: CONNECTIONS } },
  );
}

function figureOf(results: LoadResult[] = [], figure: keyof LoadResult): number {
  return median(results.map((result) => result[figure]));
}

async function report(results: Map<string, Results>, options: BenchmarkOptions): Promise<Ratios> {
  const title = `Local gateway: ${CONNECTIONS} connections (${WEBSOCKETS} WebSocket ones), medians of ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s with each of ${PROCESSES} processes, and of ${PACED_ROUNDS} of ${PACED_ROUND_MS / 1000} s at half the rate of the gateway`;
  const cell = (found: LoadResult[], figure: keyof LoadResult, digits: number): string =>
    found.length === 0 ? "-" : figureOf(found, figure).toFixed(digits);
  const rows = [
    ["", "requests/s", "p50 ms", "p99 ms", "at the rate of", "p50 ms", "p99 ms"],
    ...[...results].map(([name, { full, paced }]) => [
      name,
      cell(full, "requestsPerSecond", 0),
      cell(full, "p50", 2),
      cell(full, "p99", 2),
      cell(paced, "requestsPerSecond", 0),
      cell(paced, "p50", 2),
      cell(paced, "p99", 2),
    ]),
  ];
  const measured = measuredBy(results);
  await reportMeasured("gateway", { title, rows, measured }, options);
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
    .filter(([name, { paced }]) => paced.length > 0 && !FLOORS.includes(name))
    .map(([name, { paced }]): Measured => ({
      name: `${name}, p99 at half its rate`,
      unit: "ms",
      value: figureOf(paced, "p99"),
      limit: { is: "most", value: PACED_LATENCY },
    }));
  return [...ratios, messages, ...paced];
}
