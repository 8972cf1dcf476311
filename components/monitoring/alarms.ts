import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { defined } from "../../language/defined";
import { isDeferred } from "../shared/problems";
import type { AlarmPlan, MetricQuery } from "./alarm-plan";
import type { ApiMonitoringArgs } from "./args";
import { alarmName } from "./composite-rule";
import { queryName } from "./queries";

type Inputs = Partial<cloudwatch.MetricAlarmArgs>;

/**
 * Registers a metric alarm. It has no actions: the composite alarms notify.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function metricAlarm(
  name: string,
  plan: AlarmPlan,
  tags: ApiMonitoringArgs["tags"],
  hasQueries: boolean,
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    alarmName(name, plan.label),
    {
      alarmDescription: description(name, plan, hasQueries),
      comparisonOperator: operator(plan),
      evaluationPeriods: plan.periods,
      datapointsToAlarm: plan.periods,
      treatMissingData: plan.missing,
      ...watched(plan),
      tags,
    },
    { parent },
  );
}

/** Names the saved query that shows the cause, where there is one, and the line that explains it. */
function description(name: string, { meaning, query }: AlarmPlan, hasQueries: boolean): string {
  return query === undefined || !hasQueries
    ? meaning
    : `${meaning}\nSaved query of Logs Insights: ${queryName(name, query)}\nThen: gatewright doctor --url <the failing URL>`;
}

function operator({ threshold, side }: AlarmPlan): string {
  if (isBand(threshold)) {
    return side === "above" ? "GreaterThanUpperThreshold" : "LessThanLowerOrGreaterThanUpperThreshold";
  }
  return side === "below" ? "LessThanOrEqualToThreshold" : "GreaterThanOrEqualToThreshold";
}

function watched({ threshold, metrics, expression, period }: AlarmPlan): Inputs {
  const queries = Object.entries(metrics);
  const [first] = queries;
  if (isBand(threshold)) {
    return { thresholdMetricId: "band", metricQueries: bandQueries(queries, expression, period, threshold.band) };
  }
  const isPlain = queries.length === 1 && first?.[0] === expression && !/^(PR|p\d)/.test(first[1].statistic ?? "");
  return isPlain
    ? { threshold, ...plainMetric(first[1], period) }
    : { threshold, metricQueries: mathQueries(queries, expression, period) };
}

function isBand(threshold: AlarmPlan["threshold"]): threshold is { band: number } {
  return typeof threshold === "object" && !isDeferred(threshold);
}

function plainMetric({ metric, namespace, dimensions, statistic }: MetricQuery, period: number): Inputs {
  const { name } = metric;
  return defined({
    namespace: namespace ?? metric.namespace,
    metricName: name,
    dimensions: Object.keys(dimensions).length === 0 ? undefined : dimensions,
    statistic: statistic ?? metric.statistic,
    period,
  });
}

function mathQueries(
  queries: [string, MetricQuery][],
  expression: string,
  period: number,
): NonNullable<Inputs["metricQueries"]> {
  return [...reads(queries, period), { id: "value", expression, label: "value", returnData: true }];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html */
function bandQueries(
  queries: [string, MetricQuery][],
  expression: string,
  period: number,
  band: number,
): NonNullable<Inputs["metricQueries"]> {
  const usual = `ANOMALY_DETECTION_BAND(${expression}, ${band})`;
  const watchedMetrics = reads(queries, period).map((query) => ({ ...query, returnData: true }));
  return [...watchedMetrics, { id: "band", expression: usual, label: "usual", returnData: true }];
}

function reads(queries: [string, MetricQuery][], period: number) {
  return queries.map(([id, { metric, namespace, dimensions, statistic }]) => ({
    id,
    returnData: false,
    metric: defined({
      namespace: namespace ?? metric.namespace,
      metricName: metric.name,
      dimensions: Object.keys(dimensions).length === 0 ? undefined : dimensions,
      period,
      stat: statistic ?? metric.statistic,
    }),
  }));
}
