import { InvalidArgumentError } from "commander";

/** A number of requests, which may have underscores. */
export function requestCount(text: string): number {
  const count = Number(text.replaceAll("_", ""));
  if (!Number.isInteger(count) || count < 0) {
    throw new InvalidArgumentError("wanted a whole number of requests, such as 5_000_000");
  }
  return count;
}

/** Stages that are named with commas or one at a time. */
export function collectStages(text: string, stages: string[]): string[] {
  const named = text
    .split(",")
    .map((stage) => stage.trim())
    .filter((stage) => stage !== "");
  return [...stages, ...named];
}
