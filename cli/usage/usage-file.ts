import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readUsage, type UsageState } from "../../gateway/server";

/**
 * The counts of a state folder; empty where nothing was counted yet. The gateway begins anew where the file is damaged: whoever
 * asks for the counts must hear of it instead.
 *
 * @throws Error naming the file
 */
export async function readUsageFile(stateDirectory: string): Promise<UsageState> {
  const file = join(stateDirectory, "usage.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return readUsage(stateDirectory);
    }
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!holdsCounts(text)) {
    throw new Error(`${file} does not hold the counts of usage plans: remove the file, and counting starts at 0.`);
  }
  return readUsage(stateDirectory);
}

function holdsCounts(text: string): boolean {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return false;
  }
  return isObject(state) && state.version === 1 && isObject(state.plans) && Object.values(state.plans).every(isPlan);
}

function isPlan(plan: unknown): boolean {
  return (
    isObject(plan) &&
    typeof plan.name === "string" &&
    typeof plan.firstPeriod === "number" &&
    isObject(plan.quota) &&
    isObject(plan.keys) &&
    Object.values(plan.keys).every((count) => isObject(count) && typeof count.used === "number")
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
