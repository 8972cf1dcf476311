/** A row of the table that `npm run test:hard` prints: what was tried and found in one suite. */
interface Row {
  inputs: number;
  faults: Map<string, number>;
  crashes: number;
  leaks: number;
  lost: number;
  /** CPU milliseconds of the slowest input. */
  slowest: number;
}

const rows = new Map<string, Row>();
let area = "";

function row(): Row {
  const found = rows.get(area) ?? { inputs: 0, faults: new Map(), crashes: 0, leaks: 0, lost: 0, slowest: 0 };
  rows.set(area, found);
  return found;
}

/** Counts for the table: each call is for the suite that runs. */
export const count = {
  inputs(number = 1): void {
    row().inputs += number;
  },
  /** @param kind Such as "handler exits". */
  fault(kind: string, number = 1): void {
    const { faults } = row();
    faults.set(kind, (faults.get(kind) ?? 0) + number);
  },
  crash(): void {
    row().crashes++;
  },
  leak(): void {
    row().leaks++;
  },
  lost(number = 1): void {
    row().lost += number;
  },
};

/** CPU milliseconds that one input may take on any machine: more is a hang. */
const HANG_MS = 1_000;

/** Runs the code for one input, and fails where it takes so much CPU time that the gateway would stand still. */
export function timed<T>(code: () => T, input: unknown): T {
  const before = process.cpuUsage();
  const result = code();
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  row().slowest = Math.max(row().slowest, took);
  if (took > HANG_MS) {
    throw new Error(`${took} ms of CPU time for ${JSON.stringify(input)?.slice(0, 500)}`);
  }
  return result;
}

function printed(): string[][] {
  const all = [...rows].map(([name, { inputs, faults, crashes, leaks, lost, slowest }]) => {
    return { name, inputs, kinds: faults.size, faults: sum([...faults.values()]), crashes, leaks, lost, slowest };
  });
  const total = {
    name: "all",
    inputs: sum(all.map(({ inputs }) => inputs)),
    kinds: new Set([...rows.values()].flatMap(({ faults }) => [...faults.keys()])).size,
    faults: sum(all.map(({ faults }) => faults)),
    crashes: sum(all.map(({ crashes }) => crashes)),
    leaks: sum(all.map(({ leaks }) => leaks)),
    lost: sum(all.map(({ lost }) => lost)),
    slowest: Math.max(0, ...all.map(({ slowest }) => slowest)),
  };
  return [...all, total].map(({ name, slowest, ...numbers }) => {
    return [name, ...Object.values(numbers).map((number) => number.toLocaleString("en")), `${Math.round(slowest)}`];
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

const HEAD = ["suite", "inputs", "kinds of fault", "faults", "crashes", "leaks", "lost", "slowest (CPU ms)"];

export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    area = this.currentTest?.titlePath()[0] ?? "";
  },
  afterAll(): void {
    const lines = [HEAD, ...printed()];
    const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
    const pad = (text: string, column: number): string =>
      column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
    console.log(`\n${lines.map((line) => line.map(pad).join("  ")).join("\n")}`);
  },
};
