import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readUsage, type UsageState } from "../../gateway/server";
import { isRecord } from "../../language/is-record";

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
  return isRecord(state) && state.version === 1 && isRecord(state.plans) && Object.values(state.plans).every(isPlan);
}

function isPlan(plan: unknown): boolean {
  return (
    isRecord(plan) &&
    typeof plan.name === "string" &&
    typeof plan.firstPeriod === "number" &&
    isRecord(plan.quota) &&
    isRecord(plan.keys) &&
    Object.values(plan.keys).every((count) => isRecord(count) && typeof count.used === "number")
  );
}
