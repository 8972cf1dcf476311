/** A CloudWatch metric, as its AWS page describes it. */
export interface Metric {
  namespace: string;
  name: string;
  /** The statistic that represents the metric, in AWS's words; "p99" stands for any percentile. */
  statistic: "Sum" | "SampleCount" | "Average" | "Minimum" | "Maximum" | "p99";
  unit: "Count" | "Milliseconds" | "Bytes" | "None";
  /** The sets of dimensions that the metric has, each sorted: a set in between has no data. */
  dimensions: readonly (readonly string[])[];
  /** The sets that exist only where detailed metrics are on. */
  detailed?: readonly (readonly string[])[];
  /** The AWS page that states it. */
  page: string;
}

/** The properties that the metrics of a table share. */
export interface SharedByMetrics {
  namespace: string;
  dimensions: readonly (readonly string[])[];
  detailed?: readonly (readonly string[])[];
  page: string;
}

/** The statistic that represents a metric, and its unit. */
type Row = readonly [statistic: Metric["statistic"], unit: Metric["unit"]];

/** Returns the metrics of a page by their names. */
export function metricTable<const Name extends string>(
  shared: SharedByMetrics,
  rows: Record<Name, Row>,
): Record<Name, Metric> {
  const metrics: Partial<Record<Name, Metric>> = {};
  for (const name of Object.keys(rows) as Name[]) {
    const [statistic, unit] = rows[name];
    metrics[name] = { ...shared, name, statistic, unit };
  }
  return metrics as Record<Name, Metric>;
}
