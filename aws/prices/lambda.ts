import { pricesOf } from "./price-list";
import { tieredCost } from "./tiers";

/** The work of a function in a month. */
export interface FunctionUse {
  requests: number;
  /** The duration of one, billed by the millisecond. */
  milliseconds: number;
  /** @default 128 */
  memoryMb?: number;
  /** @default 512 */
  storageMb?: number;
  architecture?: Architecture;
  /** True while its environments are kept warm: its duration then has another price. */
  provisioned?: boolean;
}

export type Architecture = "x86" | "arm64";

/** Requests and gigabyte seconds that cost nothing in a month. */
export interface FreeTier {
  requests: number;
  gigabyteSeconds: number;
}

/** The free tier of each account. https://aws.amazon.com/lambda/pricing/ */
export const LAMBDA_FREE_TIER: FreeTier = { requests: 1e6, gigabyteSeconds: 400_000 };

const NOTHING_FREE: FreeTier = { requests: 0, gigabyteSeconds: 0 };
const FREE_STORAGE_MB = 512;

/** Returns what a function costs in a month; undefined where the region has no price. */
export function functionCost(region: string, use: FunctionUse, free: FreeTier = NOTHING_FREE): number | undefined {
  const prices = pricesOf(region)?.lambda;
  const { requests, milliseconds, memoryMb = 128, storageMb = FREE_STORAGE_MB, architecture = "x86" } = use;
  const provisioned = architecture === "x86" ? prices?.provisioned : prices?.provisionedArm64;
  const tiers = use.provisioned === true ? provisioned && [provisioned.used] : prices?.[architecture];
  if (prices?.requests === undefined || prices.storage === undefined || tiers === undefined) {
    return undefined;
  }
  const seconds = (requests * milliseconds) / 1000;
  const gigabyteSeconds = Math.max(0, (seconds * memoryMb) / 1024 - free.gigabyteSeconds);
  const storage = (seconds * Math.max(0, storageMb - FREE_STORAGE_MB)) / 1024;
  return (
    (Math.max(0, requests - free.requests) / 1e6) * prices.requests +
    tieredCost(architecture, tiers, gigabyteSeconds) +
    storage * prices.storage
  );
}

/** Returns what environments cost that are kept warm, whether or not they run; undefined where the region has no price. */
export function provisionedCost(
  region: string,
  { environments, memoryMb, hours, architecture = "x86" }: KeptEnvironments,
): number | undefined {
  const prices = pricesOf(region)?.lambda;
  const price = architecture === "x86" ? prices?.provisioned : prices?.provisionedArm64;
  return price && ((environments * memoryMb) / 1024) * hours * 3600 * price.kept;
}

export interface KeptEnvironments {
  environments: number;
  memoryMb: number;
  hours: number;
  architecture?: Architecture;
}
