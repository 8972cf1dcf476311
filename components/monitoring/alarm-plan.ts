import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "../../aws/metric";
import type { MetricsOf } from "../../aws/metrics";
import type { QueryTitle } from "./queries";
import { defined } from "../../language/defined";

/** The severity of a condition: a page can't wait, a ticket waits until working hours. */
export type Severity = "page" | "ticket";

/** One metric of an alarm's expression. */
export interface MetricQuery {
  metric: Metric;
  dimensions: Record<string, pulumi.Input<string>>;
  /** The namespace, where only an Output gives it. */
  namespace?: pulumi.Input<string>;
  /** The statistic, unless it is the one that represents the metric. */
  statistic?: string;
}

/** A metric alarm, before it is registered. */
export interface AlarmPlan {
  /** The end of the logical name. */
  label: string;
  /** By their ids in the expression. */
  metrics: Record<string, MetricQuery>;
  expression: string;
  /** In seconds. */
  period: number;
  /** The number of periods, all of which must be over the threshold. */
  periods: number;
  /** A number, or the band around what is usual, in standard deviations. */
  threshold: pulumi.Input<number> | { band: number };
  /** @default at or over the threshold; of a band on either side */
  side?: "below" | "above";
  missing: "notBreaching" | "ignore" | "missing";
  meaning: string;
  /** The saved query that shows the cause. */
  query?: QueryTitle;
}

/** Alarms that are one condition of a page or a ticket: all must be in alarm. */
export interface Condition {
  severity: Severity;
  alarms: AlarmPlan[];
}

/** The stage that is observed. */
export interface MonitoredStage {
  kind: MetricsOf;
  /** `ApiName` or `ApiId`, and `Stage`. */
  dimensions: Record<string, pulumi.Input<string>>;
}

/** The decisions that conditions share. */
export interface Thresholds {
  minimumFailures: number;
  clientErrorRate: number;
  availability: number;
  /** In milliseconds, by percentage. */
  latency: { percent: number; milliseconds: number }[];
}

const FIVE_MINUTES = 300;

/** Returns an alarm that goes off after a quarter of an hour: three periods of five minutes, with no data as no problem. */
export function quarterHour(
  label: string,
  metrics: AlarmPlan["metrics"],
  expression: string,
  threshold: pulumi.Input<number>,
  meaning: string,
  query?: QueryTitle,
): AlarmPlan {
  const plan = { label, metrics, expression, threshold, meaning, missing: "notBreaching" } as const;
  return { ...plan, period: FIVE_MINUTES, periods: 3, ...defined({ query }) };
}

/** Returns conditions of one alarm each. */
export function tickets(alarms: readonly AlarmPlan[]): Condition[] {
  return alarms.map((alarm) => ({ severity: "ticket", alarms: [alarm] }));
}
