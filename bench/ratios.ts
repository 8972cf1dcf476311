import { median } from "./figures";

/** The findings of a benchmark, as ratios: no absolute time says anything on another machine. */
export type Ratios = Record<string, number>;

/** Returns the median of the ratios of two results of the same round: what else the machine does meanwhile is the same for both. */
export function ratioOf(values: readonly number[], baseline: readonly number[]): number {
  return median(values.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
