import type * as pulumi from "@pulumi/pulumi";
import type { Metric, MetricsOf } from "../../aws/metrics";

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
  threshold: pulumi.Input<number>;
  /** @default at or over the threshold */
  below?: boolean;
  missing: "notBreaching" | "ignore" | "missing";
  meaning: string;
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
): AlarmPlan {
  return { label, metrics, expression, period: FIVE_MINUTES, periods: 3, threshold, missing: "notBreaching", meaning };
}
