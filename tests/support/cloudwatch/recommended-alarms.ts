import type { AlarmInputs } from "./alarm-evaluator";

const common = { evaluationPeriods: 5, datapointsToAlarm: 5, period: 60, comparisonOperator: "GreaterThanThreshold" };

/**
 * The alarms that AWS recommends for API Gateway, with their fixed thresholds. The one on too few requests is left out: its
 * threshold is one's own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export const RECOMMENDED_ALARMS: Readonly<Record<string, AlarmInputs>> = {
  "4xx": { ...common, metricName: "4xx", statistic: "Average", threshold: 0.05 },
  "5xx": {
    ...common,
    metricName: "5xx",
    statistic: "Average",
    threshold: 0.05,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
  },
  Latency: {
    ...common,
    metricName: "Latency",
    extendedStatistic: "p90",
    threshold: 2_500,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
  },
};
