import { writeFileSync } from "node:fs";
import { type Counts, emptyCounts } from "./counts";
import { SETTINGS } from "./settings";

const suites = new Map<string, Counts>();
let suite = "";

function row(): Counts {
  const found = suites.get(suite) ?? emptyCounts();
  suites.set(suite, found);
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
    faults[kind] = (faults[kind] ?? 0) + number;
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
  /** @param ms CPU milliseconds of one input. */
  slowest(ms: number): void {
    row().slowest = Math.max(row().slowest, ms);
  },
  /** @param figure Such as "heap slope: 0.1 MB a minute". */
  note(figure: string): void {
    row().notes.push(figure);
  },
};

export const mochaHooks = {
  beforeAll(this: Mocha.Context): void {
    suite = this.test?.parent?.suites[0]?.title ?? "";
  },
  beforeEach(this: Mocha.Context): void {
    suite = this.currentTest?.titlePath()[0] ?? "";
  },
  afterAll(): void {
    if (SETTINGS.countsFile !== undefined) {
      writeFileSync(SETTINGS.countsFile, JSON.stringify(Object.fromEntries(suites)));
    }
  },
};
