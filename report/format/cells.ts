import { countedBy } from "../../aws/quotas";
import { type QuotaUse, quotaShare } from "../api-use";
import type { AuthorizerReport, IntegrationReport, ThrottleReport } from "../routes/route";
import { BY_CONNECTION } from "../routes/websocket-routes";
import type { MonitoringReport } from "../monitoring";
import type { StackReport } from "../stack-report";
import type { UsagePlanReport } from "../usage-plans";
import { withCommas } from "../../language/with-commas";

/** Returns what a route calls: `Lambda orders`. */
export function integrationCell({ kind, target, isPrivate }: IntegrationReport): string {
  return `${target === undefined ? kind : `${kind} ${target}`}${isPrivate ? " (VPC link)" : ""}`;
}

/** Returns who may call a route: `JWT jwt with orders:read`. */
export function authorizerCell({ type, name, scopes }: AuthorizerReport): string {
  if (type === "NONE" || type === BY_CONNECTION) {
    return type === "NONE" ? "open to anyone" : "by the connection";
  }
  const what = [type, ...(name === undefined || name === type ? [] : [name])].join(" ");
  return scopes.length === 0 ? what : `${what} with ${scopes.join(" or ")}`;
}

/** Returns a route's limits, for each stage where they differ: `200/s, 400 at once`. */
export function throttleCell(throttles: readonly ThrottleReport[]): string {
  const texts = throttles.map(({ rateLimit, burstLimit, from }) =>
    from === "account" ? "the account's" : `${rateLimit ?? "any"}/s, ${burstLimit ?? "any"} at once`,
  );
  return new Set(texts).size <= 1
    ? (texts[0] ?? "")
    : throttles.map(({ stage }, index) => `${stage}: ${texts[index]}`).join("; ");
}

/** Returns a throttle: `1/s, 2 at once`. */
export function limitCell(throttle: { rateLimit?: number; burstLimit?: number } | undefined): string | undefined {
  return throttle && `${throttle.rateLimit ?? "any"}/s, ${throttle.burstLimit ?? "any"} at once`;
}

/** Returns the quota of a usage plan: `1,000 a day`. */
export function quotaCell(quota: UsagePlanReport["quota"]): string | undefined {
  const less = quota === undefined || quota.offset === 0 ? "" : `, ${withCommas(quota.offset)} less at first`;
  return quota && `${withCommas(quota.limit)} a ${quota.period.toLowerCase()}${less}`;
}

/** The columns of the usage plans of a stack. */
export const PLAN_COLUMNS = ["Usage plan", "Throttle", "Quota", "Stages", "Keys"];

/** Returns the cells of each usage plan, with the names of its keys alone. */
export function planCells({ usagePlans }: StackReport): string[][] {
  return usagePlans.map(({ name, throttle, quota, stages, keys }) => [
    name,
    limitCell(throttle) ?? "none",
    quotaCell(quota) ?? "none",
    stages.join(", ") || "none",
    keys.map((key) => (key.enabled ? key.name : `${key.name} (off)`)).join(", ") || "none",
  ]);
}

/** Returns what watches a stack: `33 alarms, of which 2 notify; 1 dashboard; 12 saved queries`. */
export function monitoringCell({ alarms, dashboards, savedQueries }: MonitoringReport): string {
  if (alarms.length === 0 && dashboards.length === 0) {
    return "no alarm";
  }
  const notifying = alarms.filter(({ actions }) => actions > 0).length;
  return [
    `${alarms.length} alarms, of which ${notifying} notify`,
    `${dashboards.length} ${dashboards.length === 1 ? "dashboard" : "dashboards"}`,
    `${savedQueries} saved queries`,
  ].join("; ");
}

/** Returns dollars and cents, with commas in the thousands. */
export function dollars(value: number): string {
  return `$${withCommas(value, 2)}`;
}

/** Returns a rate: `2,500` or, where it is below ten, `0.12`. */
export function rate(value: number): string {
  return value < 10 ? String(Number(value.toPrecision(2))) : withCommas(Math.floor(value));
}

/** Returns a duration: `45 s` or `3 min`. */
export function duration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Returns a use of a quota: `6 of 300 routes`. */
export function useCell(use: QuotaUse): string {
  return `${use.used} of ${use.limit.value} ${countedBy(use.limit)} (${Math.round(quotaShare(use) * 100)} %)`;
}
