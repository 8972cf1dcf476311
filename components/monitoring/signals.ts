import type { Metric } from "../../aws/metric";
import { API_SIGNALS } from "../../aws/metrics";
import type { MetricQuery, MonitoredStage } from "./alarm-plan";

/** A number of a stage as metric math: the metrics that it reads, and the expression. */
export interface Signal {
  metrics: Record<string, MetricQuery>;
  expression: string;
}

/** Returns the number of requests; of a WebSocket API the connects and the messages. */
export function requests(stage: MonitoredStage): Signal {
  return sum("requests", API_SIGNALS[stage.kind].requests, stage);
}

/** Returns the number of server errors. */
export function serverErrors(stage: MonitoredStage): Signal {
  return sum("errors", API_SIGNALS[stage.kind].errors, stage);
}

/** Returns the number of client errors. */
export function clientErrors(stage: MonitoredStage): Signal {
  return sum("client", [API_SIGNALS[stage.kind].clientErrors], stage);
}

/** Returns the time that clients wait, by a statistic. */
export function latency(id: string, statistic: string, stage: MonitoredStage): Signal {
  return one(id, API_SIGNALS[stage.kind].latency, stage, statistic);
}

/** Returns the time that the backend takes, by a statistic. */
export function integrationLatency(id: string, statistic: string, stage: MonitoredStage): Signal {
  return one(id, API_SIGNALS[stage.kind].integrationLatency, stage, statistic);
}

/** Returns one metric of a stage, unless a statistic is given by the one that represents it. */
export function one(id: string, metric: Metric, { dimensions }: MonitoredStage, statistic?: string): Signal {
  const query = statistic === undefined ? { metric, dimensions } : { metric, dimensions, statistic };
  return { metrics: { [id]: query }, expression: id };
}

/**
 * Returns a metric, or the sum of several. A sum with a metric that has no data has no data, so each part is filled with 0: API
 * Gateway publishes the WebSocket metrics only for minutes that have some.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function sum(
  id: string,
  metrics: readonly Metric[],
  { dimensions }: Pick<MonitoredStage, "dimensions">,
): Signal {
  const ids = metrics.map((_metric, index) => (metrics.length === 1 ? id : `${id}${index + 1}`));
  return {
    metrics: Object.fromEntries(metrics.map((metric, index) => [ids[index] ?? id, { metric, dimensions }])),
    expression: metrics.length === 1 ? id : `(${ids.map((part) => `FILL(${part}, 0)`).join(" + ")})`,
  };
}
