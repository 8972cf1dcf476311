import { join } from "node:path";
import { ownValue, setOwn } from "../../../language/own-value";
import type { QuotaModel, UsagePlanModel } from "../../model/rest-api/usage-plan-model";
import { countRequest, periodStart } from "../../behavior/rest-api/usage";
import {
  emptyState,
  mergeUsage,
  readUsage,
  USAGE_FILE,
  type UsageState,
  withUsageLock,
  writeUsage,
} from "./usage-state";
import { statsOf } from "../../../language/stats-of";

/** A kill loses the counts of this time at most. */
const FLUSH_MS = 250;
/** Milliseconds that the last flush waits for another process. */
const LAST_FLUSH_MS = 500;

/**
 * Counts requests against quotas, and keeps the counts over restarts. Written a quarter of a second after a change; what another
 * process writes, such as `gatewright usage --reset` or a second gateway on the same folder, is merged.
 */
export class UsageLedger {
  private state = emptyState();
  /** The counts as the file had them the last time. */
  private base = emptyState();
  private readAt = 0;
  private dirty = false;
  private timer: NodeJS.Timeout | undefined;
  private failure: string | undefined;

  private constructor(
    private readonly stateDirectory: string | undefined,
    private readonly log: (line: string) => void,
  ) {}

  /** @param stateDirectory Without one the counts last as long as the process. */
  static open(stateDirectory?: string, log: (line: string) => void = () => undefined): UsageLedger {
    const ledger = new UsageLedger(stateDirectory, log);
    if (stateDirectory !== undefined) {
      ledger.take(readUsage(stateDirectory), stateDirectory);
      ledger.timer = setInterval(() => ledger.flush(), FLUSH_MS);
      ledger.timer.unref();
    }
    return ledger;
  }

  /** Counts a request of a key; false where the plan's quota is used up. */
  count(plan: UsagePlanModel, quota: QuotaModel, key: { id: string; name: string }, now: number): boolean {
    const start = periodStart(quota.period, now);
    const known = ownValue(this.state.plans, plan.id);
    const usage = known ?? { name: plan.name, quota, firstPeriod: start, keys: {} };
    usage.quota = quota;
    const count = ownValue(usage.keys, key.id) ?? { name: key.name, used: 0, periodStart: start };
    setOwn(this.state.plans, plan.id, usage);
    setOwn(usage.keys, key.id, count);
    this.dirty = true;
    return countRequest(count, quota, now, usage.firstPeriod === start);
  }

  /** Returns what a key has used of a quota in the period of a time, and the limit in that period. */
  usageOf(plan: UsagePlanModel, quota: QuotaModel, keyId: string, now: number): { used: number; limit: number } {
    const start = periodStart(quota.period, now);
    const usage = ownValue(this.state.plans, plan.id);
    const count = usage && ownValue(usage.keys, keyId);
    const isInitial = usage === undefined || usage.firstPeriod === start;
    return {
      used: count?.periodStart === start ? count.used : 0,
      limit: Math.max(0, quota.limit - (isInitial ? quota.offset : 0)),
    };
  }

  /**
   * Writes what this process has counted, and takes over what others have. Logs once that it cannot.
   *
   * @param waitMs Milliseconds to wait for another process that is writing.
   */
  flush(waitMs = 0): void {
    const { stateDirectory } = this;
    if (stateDirectory === undefined) {
      return;
    }
    const changed = modifiedAt(stateDirectory) !== this.readAt;
    if (!this.dirty && !changed) {
      return;
    }
    try {
      withUsageLock(stateDirectory, () => this.exchange(stateDirectory), waitMs);
      this.failure = undefined;
    } catch (error) {
      // the folder may come back; requests go on being counted in memory
      const failure = error instanceof Error ? error.message : String(error);
      if (this.failure === undefined) {
        this.log(`The counts of usage plans cannot be written (${failure}): they last as long as this process.`);
      }
      this.failure = failure;
    }
  }

  /** Writes what is not written yet. */
  close(): void {
    clearInterval(this.timer);
    this.flush(LAST_FLUSH_MS);
  }

  private exchange(stateDirectory: string): void {
    const merged = mergeUsage(this.base, this.state, readUsage(stateDirectory));
    if (this.dirty) {
      writeUsage(stateDirectory, merged);
    }
    this.dirty = false;
    this.take(merged, stateDirectory);
  }

  private take(state: UsageState, stateDirectory: string): void {
    this.state = state;
    this.base = structuredClone(state);
    this.readAt = modifiedAt(stateDirectory);
  }
}

function modifiedAt(stateDirectory: string): number {
  return statsOf(join(stateDirectory, USAGE_FILE))?.mtimeMs ?? 0;
}
