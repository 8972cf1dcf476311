import type { QuotaModel } from "../../model/rest-api/usage-plan-model";

/** The usage by one key of a plan's quota in one period. */
export interface UsageCount {
  used: number;
  /** Milliseconds since 1970. */
  periodStart: number;
}

/**
 * The start of the quota period that a time is in. Periods are calendar ones in UTC: a day starts at midnight, a week on
 * Sunday, a month on its first day.
 * undocumented: where a period starts. AWS names the periods alone.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 */
export function periodStart(period: QuotaModel["period"], now: number): number {
  const known = last.get(period);
  if (known !== undefined && now >= known.start && now < known.end) {
    return known.start;
  }
  const start = startOf(period, now);
  last.set(period, { start, end: periodEnd(period, start) });
  return start;
}

/** The period of each kind that was asked for last: every request with a quota is in one, and nearly always in the same. */
const last = new Map<QuotaModel["period"], { start: number; end: number }>();

function startOf(period: QuotaModel["period"], now: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (period) {
    case "DAY":
      return Date.UTC(year, month, day);
    case "WEEK":
      return Date.UTC(year, month, day - date.getUTCDay());
    case "MONTH":
      return Date.UTC(year, month, 1);
  }
}

/** When the period that starts then is over. */
export function periodEnd(period: QuotaModel["period"], start: number): number {
  const date = new Date(start);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return period === "MONTH" ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + (period === "DAY" ? 1 : 7));
}

/**
 * Counts a request; false where the quota is used up: 429 `{"message":"Limit Exceeded"}`. Changes the count. The offset is
 * "the number of requests subtracted from the given limit in the initial time period".
 * https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 *
 * @param isInitial Whether this is the plan's first period, whose limit is smaller by the quota's offset.
 */
export function countRequest(count: UsageCount, quota: QuotaModel, now: number, isInitial: boolean): boolean {
  const start = periodStart(quota.period, now);
  if (count.periodStart !== start) {
    count.periodStart = start;
    count.used = 0;
  }
  const limit = Math.max(0, quota.limit - (isInitial ? quota.offset : 0));
  if (count.used >= limit) {
    return false;
  }
  count.used++;
  return true;
}
