import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asObject, parseObject } from "../../behavior/shared/json-object";
import type { UsageCount } from "../../behavior/rest-api/usage";
import { statsOf } from "../../../language/stats-of";
import { ownValue, setOwn } from "../../../language/own-value";
import type { QuotaModel } from "../../model/rest-api/usage-plan-model";
import { makeStateDirectory } from "../shared/state-directory";

/** The state of usage plans in the state folder: ids, names and counts, never a key's value. */
export interface UsageState {
  version: 1;
  plans: Record<string, PlanUsage>;
}

export interface PlanUsage {
  name: string;
  quota: QuotaModel;
  /** Start of the first period that the plan was used in: its limit is smaller by the offset. */
  firstPeriod: number;
  keys: Record<string, KeyCount>;
}

/** The count of one key, with the key's name. */
export type KeyCount = UsageCount & { name: string };

export const USAGE_FILE = "usage.json";

/** Milliseconds after which the lock of a process is taken for that of one that was killed. */
const STALE_LOCK_MS = 2_000;
const LOCK_RETRY_MS = 10;

export function emptyState(): UsageState {
  return { version: 1, plans: {} };
}

/** The counts of a state folder; without those that are damaged, and empty where nothing was counted yet. */
export function readUsage(stateDirectory: string): UsageState {
  let text: string;
  try {
    text = readFileSync(join(stateDirectory, USAGE_FILE), "utf8");
  } catch {
    return emptyState(); // never written, or not readable: counting starts anew
  }
  const file = parseObject(text);
  const plans = file?.version === 1 ? Object.entries(asObject(file.plans) ?? {}) : [];
  return { version: 1, plans: Object.fromEntries(plans.flatMap(([id, plan]) => wellFormed(id, planUsage(plan)))) };
}

/** Replaces the counts of a state folder at once: a reader sees the old ones or the new. */
export function writeUsage(stateDirectory: string, state: UsageState): void {
  const file = join(stateDirectory, USAGE_FILE);
  const draft = `${file}.${process.pid}`;
  makeStateDirectory(stateDirectory);
  try {
    writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true }); // cut off by a full disk
    throw error;
  }
}

/**
 * Runs a change of the counts while no other process makes one.
 *
 * @param waitMs Milliseconds to wait for another process, which blocks this one.
 * @returns false where another process still has the lock
 */
export function withUsageLock(stateDirectory: string, change: () => void, waitMs = 0): boolean {
  const lock = join(stateDirectory, `${USAGE_FILE}.lock`);
  makeStateDirectory(stateDirectory);
  const end = performance.now() + waitMs;
  while (!takeLock(lock)) {
    if (performance.now() >= end) {
      return false;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_RETRY_MS);
  }
  try {
    change();
  } finally {
    rmSync(lock, { force: true });
  }
  return true;
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      return isStale(lock);
    }
    throw error;
  }
}

function isStale(lock: string): boolean {
  return Math.abs(Date.now() - (statsOf(lock)?.mtimeMs ?? 0)) > STALE_LOCK_MS;
}

/**
 * Returns the counts of another process with those that this one has added to the base, which both of them started from.
 *
 * @param theirs What the file holds now.
 */
export function mergeUsage(base: UsageState, own: UsageState, theirs: UsageState): UsageState {
  const merged = structuredClone(theirs);
  for (const [id, plan] of Object.entries(own.plans)) {
    const other = ownValue(merged.plans, id);
    const target = other ?? { ...structuredClone(plan), keys: {} };
    setOwn(merged.plans, id, target);
    target.firstPeriod = Math.min(target.firstPeriod, plan.firstPeriod);
    for (const [key, count] of Object.entries(plan.keys)) {
      const before = ownValue(ownValue(base.plans, id)?.keys, key);
      setOwn(target.keys, key, mergeCount(before, count, ownValue(target.keys, key)));
    }
  }
  return merged;
}

function mergeCount(base: KeyCount | undefined, own: KeyCount, theirs: KeyCount | undefined): KeyCount {
  if (theirs === undefined || theirs.periodStart < own.periodStart) {
    return { ...own, used: own.used - (theirs === undefined && isSamePeriod(base, own) ? base.used : 0) };
  }
  const added = theirs.periodStart > own.periodStart ? 0 : own.used - (isSamePeriod(base, own) ? base.used : 0);
  return { ...theirs, used: theirs.used + added };
}

function isSamePeriod(base: KeyCount | undefined, own: KeyCount): base is KeyCount {
  return base?.periodStart === own.periodStart;
}

function wellFormed<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}

function planUsage(value: unknown): PlanUsage | undefined {
  const { name, quota, firstPeriod, keys } = asObject(value) ?? {};
  const limits = quotaOf(quota);
  if (typeof name !== "string" || typeof firstPeriod !== "number" || limits === undefined) {
    return undefined;
  }
  const counts = Object.entries(asObject(keys) ?? {}).flatMap(([id, count]) => wellFormed(id, keyCount(count)));
  return { name, quota: limits, firstPeriod, keys: Object.fromEntries(counts) };
}

function quotaOf(value: unknown): QuotaModel | undefined {
  const { limit, period, offset } = asObject(value) ?? {};
  const isPeriod = period === "DAY" || period === "WEEK" || period === "MONTH";
  return typeof limit === "number" && typeof offset === "number" && isPeriod ? { limit, period, offset } : undefined;
}

function keyCount(value: unknown): KeyCount | undefined {
  const { name, used, periodStart } = asObject(value) ?? {};
  return typeof name === "string" && Number.isSafeInteger(used) && typeof periodStart === "number"
    ? { name, used: Math.max(0, Number(used)), periodStart }
    : undefined;
}
