import { type StackResult } from "./result";

export interface Totals {
  mandatory: number;
  advisory: number;
  remediate: number;
  undecided: number;
}

export function totals(results: Pick<StackResult, "findings" | "undecided">[]): Totals {
  const levels = results.flatMap(({ findings }) => findings.map(({ enforcement }) => enforcement));
  const count = (level: string): number => levels.filter((one) => one === level).length;
  return {
    mandatory: count("mandatory"),
    advisory: count("advisory"),
    remediate: count("remediate"),
    undecided: results.reduce((sum, { undecided }) => sum + undecided.length, 0),
  };
}

export function countText({ mandatory, advisory, remediate, undecided }: Totals): string {
  const parts = [
    mandatory > 0 && `${mandatory} mandatory`,
    advisory > 0 && `${advisory} advisory`,
    remediate > 0 && `${remediate} remediated`,
    undecided > 0 && `${undecided} undecided`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "no findings" : parts.join(", ");
}
