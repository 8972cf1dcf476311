import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ratios } from "./ratios";

/** The ratios that are usual, by benchmark; committed with the change that makes them better or worse. */
export const BUDGET_FILE = join(__dirname, "usual-ratios.json");

/** The share of a ratio that may be lost: two machines, and two runs, differ by as much. */
const TOLERATED_LOSS = 0.15;
/** A loss counts where as many runs in turn show it. */
export const RUNS = 3;

export function readBudget(): Record<string, Ratios> {
  return JSON.parse(readFileSync(BUDGET_FILE, "utf8")) as Record<string, Ratios>;
}

/** Returns a line for each ratio of the budget that is too small in every run; none once each was met in one of them. */
export function lostRatios(budget: Ratios, runs: readonly Ratios[]): string[] {
  return Object.entries(budget).flatMap(([name, usual]) => {
    const best = Math.max(...runs.map((run) => run[name] ?? 0));
    return best >= usual * (1 - TOLERATED_LOSS)
      ? []
      : [
          `${name}: expected ${usual}, at least ${(usual * (1 - TOLERATED_LOSS)).toFixed(3)}, received ${best.toFixed(3)}`,
        ];
  });
}
