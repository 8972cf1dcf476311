import { countedBy } from "../../aws/quotas";
import { type QuotaUse, quotaShare } from "../api-use";
import type { AuthorizerReport, IntegrationReport, ThrottleReport } from "../routes/route";
import { BY_CONNECTION } from "../routes/websocket-routes";

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

/** Returns dollars and cents, with commas in the thousands. */
export function dollars(value: number): string {
  return `$${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** Returns a rate: `2,500` or, where it is below ten, `0.12`. */
export function rate(value: number): string {
  return value < 10 ? String(Number(value.toPrecision(2))) : Math.floor(value).toLocaleString("en-US");
}

/** Returns a duration: `45 s` or `3 min`. */
export function duration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Returns a use of a quota: `6 of 300 routes`. */
export function useCell(use: QuotaUse): string {
  return `${use.used} of ${use.limit.value} ${countedBy(use.limit)} (${Math.round(quotaShare(use) * 100)} %)`;
}
