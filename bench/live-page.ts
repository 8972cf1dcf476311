import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type ClientRequest, get } from "node:http";
import { join } from "node:path";
import { median, table } from "./figures";
import { runLoad } from "./load";

/** One worker thread of a function is up to 5 % faster than another for its whole life: several are measured. */
const PROCESSES = 8;
const ROUNDS = 7;
const CONNECTIONS = 20;
const WARM_UP_MS = 1000;
const ROUND_MS = 500;
const SERVED = join(__dirname, "programs/served");
const PATHS = [
  ["Lambda route", "/hello", 200],
  ["404", "/nowhere", 404],
] as const;
const KINDS = ["without the live page", "with the page closed", "with the page open"] as const;

type Kind = (typeof KINDS)[number];

/** Requests a second of each kind, a round each. */
type Rates = Record<Kind, number[]>;

interface Servers {
  without: string;
  with: string;
  page: string;
}

/** The throughput of the gateway without its live page, with the page closed and open: interleaved rounds, medians of ratios. */
export async function benchLivePage(): Promise<void> {
  console.log(
    `Live page: ${CONNECTIONS} connections, ${PROCESSES} processes, ${ROUNDS} interleaved rounds of ${ROUND_MS / 1000} s in each`,
  );
  const measured = PATHS.map(() => noRates());
  for (let index = 0; index < PROCESSES; index++) {
    const child = fork(join(__dirname, "servers/live-pages.ts"), [SERVED], {
      execArgv: ["-r", "ts-node/register/transpile-only"],
    });
    try {
      const servers = await ports(child);
      for (const [at, [, path, status]] of PATHS.entries()) {
        await measure(path, status, servers, measured[at] ?? noRates());
      }
    } finally {
      child.kill("SIGKILL");
    }
  }
  PATHS.forEach(([name], index) => print(name, measured[index] ?? noRates()));
}

async function ports(child: ChildProcess): Promise<Servers> {
  const [servers] = (await once(child, "message")) as [Servers];
  return servers;
}

async function measure(path: string, status: number, servers: Servers, rates: Rates): Promise<void> {
  const load = async (kind: Kind, milliseconds: number): Promise<number> => {
    const page = kind === "with the page open" ? await openPage(servers.page) : undefined;
    const { port } = new URL(kind === "without the live page" ? servers.without : servers.with);
    const { requestsPerSecond } = await runLoad({
      port: Number(port),
      path,
      status,
      connections: CONNECTIONS,
      milliseconds,
    });
    page?.destroy();
    return requestsPerSecond;
  };
  for (const kind of KINDS) {
    await load(kind, WARM_UP_MS);
  }
  for (let round = 0; round < ROUNDS; round++) {
    // each kind comes first as often as the others
    for (let index = 0; index < KINDS.length; index++) {
      const kind = KINDS[(round + index) % KINDS.length] ?? KINDS[0];
      rates[kind].push(await load(kind, ROUND_MS));
    }
  }
}

/** Reads the events of the live page as a browser does. */
function openPage(url: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const page = get(`${url}data/events`, (response) => {
      response.on("error", () => undefined).resume(); // closed after the round
      resolve(page);
    }).on("error", reject);
  });
}

function noRates(): Rates {
  return { "without the live page": [], "with the page closed": [], "with the page open": [] };
}

function print(name: string, rates: Rates): void {
  const without = rates[KINDS[0]];
  // of the same round: what else the machine does meanwhile is the same for both
  const cost = (kind: Kind): string =>
    `${(100 * (1 - median(rates[kind].map((rate, round) => rate / (without[round] ?? Number.NaN))))).toFixed(1)} %`;
  console.log(
    table([
      [name, "requests/s", "costs"],
      [KINDS[0], median(without).toFixed(0), ""],
      [KINDS[1], median(rates[KINDS[1]]).toFixed(0), `${cost(KINDS[1])} (target: under 3 %)`],
      [KINDS[2], median(rates[KINDS[2]]).toFixed(0), `${cost(KINDS[2])} (target: under 10 %)`],
    ]),
  );
}
