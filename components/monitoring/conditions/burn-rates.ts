/** A window of a burn-rate alarm. */
export interface BurnWindow {
  /** The name in the alarm's name, such as `1h`. */
  label: string;
  /** The length of a period, in seconds. */
  period: number;
  /** The number of periods, each of which must be over the rate. */
  periods: number;
}

/** Windows that must all burn at the rate. */
export interface BurnRate {
  severity: "page" | "ticket";
  /** The rate at which the budget of 30 days is used: at 1 it lasts exactly 30 days. */
  rate: number;
  /** The first window is the long one, which must have the minimum of failures; the others end the alarm soon after the cause. */
  windows: readonly BurnWindow[];
}

const FAST: BurnWindow = { label: "3m", period: 60, periods: 3 };
const FIVE_MINUTES: BurnWindow = { label: "5m", period: 300, periods: 1 };
const HALF_HOUR: BurnWindow = { label: "30m", period: 1_800, periods: 1 };
const HOUR: BurnWindow = { label: "1h", period: 3_600, periods: 1 };
const SIX_HOURS: BurnWindow = { label: "6h", period: 21_600, periods: 1 };
/** A period has at most a day, so three days are three periods. */
const THREE_DAYS: BurnWindow = { label: "3d", period: 86_400, periods: 3 };

/**
 * The pairs of the SRE workbook (14.4 and 6 page, 1 is a ticket), and two more: at 50 the hour of the first pair is too long to
 * page within five minutes, and at 3 the three days of the last one are too long for a ticket within a shift.
 * https://sre.google/workbook/alerting-on-slos/
 */
export const BURN_RATES: readonly BurnRate[] = [
  { severity: "page", rate: 50, windows: [FAST] },
  { severity: "page", rate: 14.4, windows: [HOUR, FIVE_MINUTES] },
  { severity: "page", rate: 6, windows: [SIX_HOURS, HALF_HOUR] },
  { severity: "ticket", rate: 3, windows: [SIX_HOURS, HALF_HOUR] },
  { severity: "ticket", rate: 1, windows: [THREE_DAYS, SIX_HOURS] },
];

/** The rate of the pages that development has too. */
export const FAST_RATE = 14.4;

/** Returns the share of requests at which a budget burns at a rate; undefined where even a complete failure burns slower. */
export function burnThreshold(rate: number, budget: number): number | undefined {
  const share = Number((rate * budget).toPrecision(6));
  return share < 1 ? share : undefined;
}
