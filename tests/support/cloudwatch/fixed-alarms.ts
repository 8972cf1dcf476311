import type { AlarmInputs } from "./alarm-evaluator";

const common = { evaluationPeriods: 5, datapointsToAlarm: 5, period: 60, comparisonOperator: "GreaterThanThreshold" };

/** Alarms with fixed thresholds, each of which notifies at once. */
export interface FixedAlarms {
  name: string;
  alarms: readonly AlarmInputs[];
}

/**
 * The alarms that others make of an API by default. Of AWS's list the one on too few requests is left out: its threshold is
 * one's own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 * https://github.com/cdklabs/cdk-watchful/blob/main/src/api-gateway.ts (one 5XX within five minutes)
 */
export const FIXED_ALARMS: readonly FixedAlarms[] = [
  {
    name: "AWS's list",
    alarms: [
      { ...common, metricName: "4xx", statistic: "Average", threshold: 0.05 },
      {
        ...common,
        metricName: "5xx",
        statistic: "Average",
        threshold: 0.05,
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
      },
      {
        ...common,
        metricName: "Latency",
        extendedStatistic: "p90",
        threshold: 2_500,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
      },
    ],
  },
  {
    name: "cdk-watchful",
    alarms: [
      {
        metricName: "5XXError",
        statistic: "Sum",
        threshold: 1,
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
      },
    ],
  },
];
