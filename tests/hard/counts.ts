/** A row of the table: what was tried and found in one suite. */
export interface Counts {
  inputs: number;
  /** The number of faults injected, by kind. */
  faults: Record<string, number>;
  crashes: number;
  leaks: number;
  /** Requests without an answer that should have had one. */
  lost: number;
  /** CPU milliseconds of the slowest input. */
  slowest: number;
  notes: string[];
}

export function emptyCounts(): Counts {
  return { inputs: 0, faults: {}, crashes: 0, leaks: 0, lost: 0, slowest: 0, notes: [] };
}

/** The counts of several suites together. */
export function total(suites: readonly Counts[]): Counts {
  const all = emptyCounts();
  for (const { faults, ...suite } of suites) {
    all.inputs += suite.inputs;
    all.crashes += suite.crashes;
    all.leaks += suite.leaks;
    all.lost += suite.lost;
    all.slowest = Math.max(all.slowest, suite.slowest);
    for (const [kind, number] of Object.entries(faults)) {
      all.faults[kind] = (all.faults[kind] ?? 0) + number;
    }
  }
  return all;
}

const HEAD = ["suite", "inputs", "kinds of fault", "faults", "crashes", "leaks", "lost", "slowest (CPU ms)"];

/** Returns the table as text, its last row the total. */
export function table(suites: Readonly<Record<string, Counts>>): string {
  const lines = [HEAD, ...Object.entries(suites).map(line), line(["all", total(Object.values(suites))])];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  const notes = Object.entries(suites).flatMap(([name, { notes }]) => notes.map((note) => `${name}: ${note}`));
  return [...lines.map((cells) => cells.map(pad).join("  ")), ...notes].join("\n");
}

function line([name, counts]: [string, Counts]): string[] {
  const faults = Object.values(counts.faults);
  const numbers = [
    counts.inputs,
    faults.length,
    faults.reduce((all, number) => all + number, 0),
    counts.crashes,
    counts.leaks,
    counts.lost,
    Math.round(counts.slowest),
  ];
  return [name, ...numbers.map((number) => number.toLocaleString("en"))];
}
