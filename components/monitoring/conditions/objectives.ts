import type { AlarmPlan, Condition, MonitoredStage, Thresholds } from "../alarm-plan";
import { BURN_RATES, type BurnRate, type BurnWindow, burnThreshold } from "./burn-rates";
import { latency, requests, serverErrors, type Signal } from "../signals";

/** The share of bad requests, and their number. */
interface Bad {
  /** The start of the labels, such as `availability`. */
  label: string;
  /** The objective in a sentence. */
  objective: string;
  /** The share of requests that may be bad. */
  budget: number;
  share: Signal;
  count: Signal;
}

/** Returns the conditions that defend the objectives: for each, every burn rate from a slowest on that it can reach. */
export function objectiveConditions(stage: MonitoredStage, thresholds: Thresholds, slowest = 0): Condition[] {
  const all = [availability(stage, thresholds), ...thresholds.latency.map((objective) => slow(stage, objective))];
  const rates = BURN_RATES.filter(({ rate }) => rate >= slowest);
  return all.flatMap((bad) => rates.flatMap((rate) => burnCondition(bad, rate, thresholds.minimumFailures)));
}

function burnCondition(bad: Bad, { severity, rate, windows }: BurnRate, minimum: number): Condition[] {
  const threshold = burnThreshold(rate, bad.budget);
  return threshold === undefined
    ? []
    : [{ severity, alarms: windows.map((window, index) => burnAlarm(bad, rate, window, threshold, index, minimum)) }];
}

/** Only the long window needs the minimum: the short ones tell that it goes on. */
function burnAlarm(
  bad: Bad,
  rate: number,
  window: BurnWindow,
  threshold: number,
  index: number,
  minimum: number,
): AlarmPlan {
  const { share, count } = bad;
  const least = Math.ceil(minimum / (window.period < 300 ? window.periods : 1));
  const isLong = index === 0;
  return {
    label: `${bad.label}-${rate}x-${window.label}`,
    metrics: isLong ? { ...count.metrics, ...share.metrics } : share.metrics,
    expression: isLong ? `IF(${count.expression} >= ${least}, ${share.expression}, 0)` : share.expression,
    period: window.period,
    periods: window.periods,
    threshold,
    missing: "notBreaching",
    meaning: `The error budget of ${bad.objective} is used at ${rate} times the rate that lasts 30 days, over ${window.label}.`,
  };
}

function availability(stage: MonitoredStage, { availability: percent }: Thresholds): Bad {
  const errors = serverErrors(stage);
  const all = requests(stage);
  return {
    label: "availability",
    objective: `${percent} % availability`,
    budget: (100 - percent) / 100,
    share: { metrics: { ...errors.metrics, ...all.metrics }, expression: `${errors.expression} / ${all.expression}` },
    count: errors,
  };
}

/** A percentile says how slow, not how many: the share of slower requests is what a budget is about. */
function slow(stage: MonitoredStage, { percent, milliseconds }: Thresholds["latency"][number]): Bad {
  const fast = latency("fast", `PR(:${milliseconds})`, stage);
  const all = requests(stage);
  const share = `(1 - ${fast.expression} / 100)`;
  return {
    label: `latency-p${percent}`,
    objective: `p${percent} latency of ${milliseconds} ms`,
    budget: (100 - percent) / 100,
    share: { metrics: fast.metrics, expression: share },
    count: { metrics: { ...all.metrics, ...fast.metrics }, expression: `${all.expression} * ${share}` },
  };
}
