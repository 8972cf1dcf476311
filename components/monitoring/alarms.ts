import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { defined } from "../../language/defined";
import type { AlarmPlan, MetricQuery } from "./alarm-plan";
import type { MonitoringArgs } from "./args";
import { alarmName } from "./composite-rule";

/**
 * Registers a metric alarm. It has no actions: the composite alarms notify.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function metricAlarm(
  name: string,
  plan: AlarmPlan,
  tags: MonitoringArgs["tags"],
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  const { period, expression, metrics } = plan;
  const queries = Object.entries(metrics);
  const [first] = queries;
  const isPlain = queries.length === 1 && first?.[0] === expression && !first[1].statistic?.startsWith("PR");
  return new cloudwatch.MetricAlarm(
    alarmName(name, plan.label),
    {
      alarmDescription: plan.meaning,
      comparisonOperator: plan.below === true ? "LessThanOrEqualToThreshold" : "GreaterThanOrEqualToThreshold",
      evaluationPeriods: plan.periods,
      datapointsToAlarm: plan.periods,
      threshold: plan.threshold,
      treatMissingData: plan.missing,
      ...(isPlain ? plainMetric(first[1], period) : { metricQueries: mathQueries(queries, expression, period) }),
      tags,
    },
    { parent },
  );
}

function plainMetric(
  { metric, namespace, dimensions }: MetricQuery,
  period: number,
): Partial<cloudwatch.MetricAlarmArgs> {
  const { name, statistic } = metric;
  return { namespace: namespace ?? metric.namespace, metricName: name, dimensions, statistic, period };
}

function mathQueries(
  queries: [string, MetricQuery][],
  expression: string,
  period: number,
): NonNullable<cloudwatch.MetricAlarmArgs["metricQueries"]> {
  const read = queries.map(([id, { metric, namespace, dimensions, statistic }]) => ({
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
  return [...read, { id: "value", expression, label: "value", returnData: true }];
}
