import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { QuotaModel, UsagePlanModel } from "../../model/rest-api/usage-plan-model";
import { countRequest, periodStart, type UsageCount } from "../../behavior/rest-api/usage";

/** The data that the state folder keeps of usage plans: ids, names and counts, never a key's value. */
export interface UsageState {
  version: 1;
  plans: Record<string, PlanUsage>;
}

export interface PlanUsage {
  name: string;
  quota: QuotaModel;
  /** Start of the first period that the plan was used in: its limit is smaller by the offset. */
  firstPeriod: number;
  keys: Record<string, UsageCount & { name: string }>;
}

export const USAGE_FILE = "usage.json";
/** A kill loses the counts of this time at most. */
const FLUSH_MS = 250;

/** The counts of a state folder; empty where nothing was counted yet. */
export async function readUsage(stateDirectory: string): Promise<UsageState> {
  try {
    const state = JSON.parse(await readFile(join(stateDirectory, USAGE_FILE), "utf8")) as UsageState;
    return state.version === 1 && typeof state.plans === "object" ? state : emptyState();
  } catch {
    return emptyState(); // never written, or cut off by a full disk: counting starts anew
  }
}

/** Replaces the counts of a state folder at once: a reader sees the old ones or the new. */
export async function writeUsage(stateDirectory: string, state: UsageState): Promise<void> {
  const file = join(stateDirectory, USAGE_FILE);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(state, undefined, 2)}\n`);
  await rename(draft, file);
}

export function emptyState(): UsageState {
  return { version: 1, plans: {} };
}

/**
 * Counts requests against quotas, and keeps the counts over restarts. Written a quarter of a second after a change; a
 * change of the file by another process, such as `gatewright usage --reset`, is taken over.
 */
export class UsageLedger {
  private state = emptyState();
  private readAt = 0;
  private dirty = false;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;

  private constructor(private readonly stateDirectory: string | undefined) {}

  /** @param stateDirectory Without one the counts last as long as the process. */
  static async open(stateDirectory?: string): Promise<UsageLedger> {
    const ledger = new UsageLedger(stateDirectory);
    if (stateDirectory !== undefined) {
      ledger.state = await readUsage(stateDirectory);
      ledger.readAt = await modifiedAt(stateDirectory);
      ledger.timer = setInterval(() => void ledger.flush(), FLUSH_MS);
      ledger.timer.unref();
    }
    return ledger;
  }

  /** Counts a request of a key; false where the plan's quota is used up. */
  count(plan: UsagePlanModel, quota: QuotaModel, key: { id: string; name: string }, now: number): boolean {
    const usage = (this.state.plans[plan.id] ??= {
      name: plan.name,
      quota,
      firstPeriod: periodStart(quota.period, now),
      keys: {},
    });
    usage.quota = quota;
    const count = (usage.keys[key.id] ??= { name: key.name, used: 0, periodStart: periodStart(quota.period, now) });
    this.dirty = true;
    return countRequest(count, quota, now, usage.firstPeriod === periodStart(quota.period, now));
  }

  async flush(): Promise<void> {
    const { stateDirectory } = this;
    if (stateDirectory === undefined || this.busy) {
      return;
    }
    this.busy = true;
    try {
      if ((await modifiedAt(stateDirectory)) !== this.readAt) {
        this.state = await readUsage(stateDirectory);
        this.readAt = await modifiedAt(stateDirectory);
      } else if (this.dirty) {
        this.dirty = false;
        await writeUsage(stateDirectory, this.state);
        this.readAt = await modifiedAt(stateDirectory);
      }
    } catch {
      this.dirty = true; // the folder may come back; requests go on being counted in memory
    } finally {
      this.busy = false;
    }
  }

  /** Writes what is not written yet. */
  close(): void {
    clearInterval(this.timer);
    if (this.stateDirectory !== undefined && this.dirty) {
      mkdirSync(this.stateDirectory, { recursive: true });
      writeFileSync(join(this.stateDirectory, USAGE_FILE), `${JSON.stringify(this.state, undefined, 2)}\n`);
    }
  }
}

async function modifiedAt(stateDirectory: string): Promise<number> {
  try {
    return (await stat(join(stateDirectory, USAGE_FILE))).mtimeMs;
  } catch {
    return 0;
  }
}
