import { Command } from "commander";
import { meantName } from "../../engine/graph/named-resource";
import { periodEnd, periodStart } from "../../gateway/behavior/rest-api/usage";
import { type PlanUsage, readUsage, type UsageState, withUsageLock, writeUsage } from "../../gateway/server";
import { type LocalOptions } from "../shared/local-options";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { openProject, stateDirectoryOf } from "../shared/project";
import { servedStack } from "../shared/running-gateway";
import { harmless } from "../shared/terminal";
import { readUsageFile } from "./usage-file";
import { declaredPlan, uncountedText } from "./usage-plans";
import { ownValue } from "../../language/own-value";

interface UsageOptions extends LocalOptions {
  plan?: string;
  key?: string;
  reset: boolean;
  stack?: string;
}

export function command(): Command {
  return new Command("usage")
    .description("Show or reset what API keys have used of their usage plans' quotas on the local gateway.")
    .argument(...PROJECT_FOLDER)
    .option("--plan <name>", "show only this usage plan; its name or a part of it")
    .option("--key <name>", "show only this API key; its name or a part of it")
    .option(...STACK)
    .option("--reset", "reset the counts to 0, also those of a running gateway", false)
    .action(async (directory: string, options: UsageOptions) => {
      const project = openProject(directory);
      const stateDirectory = stateDirectoryOf(project);
      const state = await readUsageFile(stateDirectory);
      const counted = namesOf(Object.values(state.plans));
      const isCounted = (name: string): boolean => meantName(counted, name) !== undefined;
      let { plan } = options;
      if (plan !== undefined && !isCounted(plan)) {
        // whether it is a plan at all, the program knows, and which name AWS would give it
        const declared = await declaredPlan(project, { stack: servedStack(project, options.stack), plan }, options);
        if (!isCounted(declared.name)) {
          process.stdout.write(`${uncountedText(declared)}\n`);
          return;
        }
        plan = declared.name;
      }
      const chosen = chooseUsage(state, { plan, key: options.key });
      if (options.reset && chosen.length > 0) {
        resetUsage(stateDirectory, chosen);
      }
      process.stdout.write(`${harmless(usageTable(chosen, Date.now()))}\n`);
    });
}

/**
 * Sets counts to 0, in what is shown and in the file.
 *
 * @throws Error where another process does not give the file free
 */
function resetUsage(stateDirectory: string, chosen: KeyUsage[]): void {
  const reset = (): void => {
    const state = readUsage(stateDirectory);
    for (const { usage, key } of chosen) {
      const same = Object.values(state.plans).find(({ name }) => name === usage.name);
      for (const count of [ownValue(usage.keys, key), ownValue(same?.keys, key)]) {
        if (count !== undefined) {
          count.used = 0;
        }
      }
    }
    writeUsage(stateDirectory, state);
  };
  if (!withUsageLock(stateDirectory, reset, RESET_WAIT_MS)) {
    throw new Error(`${stateDirectory}/usage.json is being written by another process: try again.`);
  }
}

const RESET_WAIT_MS = 5_000;

/** One key of one plan. */
export interface KeyUsage {
  usage: PlanUsage;
  /** The key's id. */
  key: string;
}

/**
 * The counts that the options ask for.
 *
 * @throws Error where they name a plan or a key that has none.
 */
export function chooseUsage(state: UsageState, { plan, key }: Pick<UsageOptions, "plan" | "key">): KeyUsage[] {
  const plans = Object.values(state.plans);
  const all = plans.flatMap((usage) => Object.keys(usage.keys).map((id): KeyUsage => ({ usage, key: id })));
  const planName = plan === undefined ? undefined : meantName(namesOf(plans), plan);
  const inPlan = all.filter(({ usage }) => plan === undefined || usage.name === planName);
  const keyName = key === undefined ? undefined : meantName(inPlan.map(nameOf), key);
  const chosen = inPlan.filter((item) => key === undefined || nameOf(item) === keyName || item.key === key);
  if (chosen.length === 0 && (plan !== undefined || key !== undefined)) {
    const known = all.map(({ usage, key: id }) => `  --plan ${usage.name} --key ${usage.keys[id]?.name ?? id}`);
    const hint = known.length === 0 ? "no request has been counted yet" : `the counts are of\n${known.join("\n")}`;
    throw new Error(`No usage of ${[plan, key].filter((name) => name !== undefined).join(", ")}: ${hint}`);
  }
  return chosen;
}

function namesOf(plans: PlanUsage[]): string[] {
  return plans.map(({ name }) => name);
}

function nameOf({ usage, key }: KeyUsage): string {
  return ownValue(usage.keys, key)?.name ?? key;
}

/** A line a key, with columns; times are in UTC, as quotas are. */
export function usageTable(chosen: KeyUsage[], now: number): string {
  if (chosen.length === 0) {
    return "No usage yet: no request has used an API key of a plan with a quota.";
  }
  const rows = chosen.map(({ usage, key }) => {
    const { name, quota, firstPeriod, keys } = usage;
    const start = periodStart(quota.period, now);
    const count = ownValue(keys, key);
    const used = count?.periodStart === start ? count.used : 0;
    const limit = quota.limit - (firstPeriod === start ? quota.offset : 0);
    const end = new Date(periodEnd(quota.period, start)).toISOString().replace("T", " ").slice(0, 16);
    return [
      name,
      count?.name ?? key,
      String(used),
      String(limit),
      String(Math.max(0, limit - used)),
      quota.period,
      end,
    ];
  });
  const table = [["PLAN", "KEY", "USED", "LIMIT", "LEFT", "PERIOD", "RESETS (UTC)"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
