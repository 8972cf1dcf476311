import type { Ratios } from "./ratios";

/** A figure with its limit: a ratio `to` a peer of the same run, or a number of a unit. */
export interface Measured {
  name: string;
  value: number;
  to?: string;
  unit?: string;
  limit: { is: "least" | "most"; value: number };
}

/** Returns the ratios of a benchmark, for its budget: no absolute figure says anything on another machine. */
export function ratiosOf(measured: readonly Measured[]): Ratios {
  return Object.fromEntries(
    measured.flatMap(({ name, to, value }) => (to === undefined ? [] : [[`${name} / ${to}`, value] as const])),
  );
}

/** Returns whether a figure keeps its limit. */
export function isMet({ value, limit }: Measured): boolean {
  return limit.is === "least" ? value >= limit.value : value <= limit.value;
}

/** Returns a figure in words. */
export function measuredText(measured: Measured): string {
  return `${measured.name}: ${valueText(measured)} (limit: ${limitText(measured)}${isMet(measured) ? "" : ", missed"})`;
}

/** Returns the value with what it is counted in. */
export function valueText({ value, to, unit = "" }: Measured): string {
  return to === undefined ? `${numberText(value)} ${unit}` : `${numberText(value)} times ${to}`;
}

export function limitText({ limit }: Measured): string {
  return `at ${limit.is} ${numberText(limit.value)}`;
}

function numberText(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toFixed(2)));
}
