import type { Registered } from "../deploy";

interface Query {
  id: string;
  expression?: string;
  metric?: { namespace: string; metricName: string; stat: string; period: number; dimensions?: Record<string, string> };
}

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: ">=",
  LessThanOrEqualToThreshold: "<=",
  GreaterThanUpperThreshold: "above",
  LessThanLowerOrGreaterThanUpperThreshold: "outside",
};

/** Returns every alarm as one line: what it reads, by which dimensions, how it compares it, how long, and what missing data means. */
export function alarmLines(resources: readonly Registered[], prefix: string): string[] {
  return resources
    .filter(({ type }) => type.endsWith(":MetricAlarm"))
    .map(({ name, inputs }) => `${name.replace(prefix, "")}: ${line(inputs)}`)
    .sort();
}

function line(inputs: Record<string, unknown>): string {
  const { comparisonOperator, threshold, thresholdMetricId, evaluationPeriods, treatMissingData } = inputs;
  const queries = (inputs.metricQueries as Query[] | undefined) ?? [
    {
      id: "",
      metric: {
        namespace: String(inputs.namespace),
        metricName: String(inputs.metricName),
        stat: String(inputs.statistic),
        period: Number(inputs.period),
        dimensions: inputs.dimensions as Record<string, string>,
      },
    },
  ];
  const period = queries.find(({ metric }) => metric !== undefined)?.metric?.period ?? 0;
  const read = queries.flatMap((query) => (query.metric === undefined ? [] : [metricText(query)]));
  const expression = queries.find((query) => query.expression !== undefined)?.expression;
  const watched = [expression, read.join(", ")].filter((part) => part !== undefined && part !== "").join(" of ");
  const limit = String(threshold ?? thresholdMetricId);
  return `${watched} ${SIGNS[String(comparisonOperator)] ?? ""} ${limit}, ${String(evaluationPeriods)} x ${period} s, ${String(treatMissingData)}`;
}

function metricText({ id, metric }: Query): string {
  const { namespace = "", metricName = "", stat = "", dimensions = {} } = metric ?? {};
  const by = Object.entries(dimensions).map(([name, value]) => `${name}=${value}`);
  return `${id === "" ? "" : `${id}=`}${stat}(${namespace.replace("AWS/", "")} ${metricName} ${by.join(" ") || "-"})`;
}
