import type { Metric } from "../../aws/metrics";
import { HTTP_API_METRICS, REST_API_METRICS, WEBSOCKET_API_METRICS } from "../../aws/metrics";
import type { MetricQuery, MonitoredStage } from "./alarm-plan";

/** The metrics of a stage by what they mean, whatever they are called for its kind of API. */
interface Names {
  requests: readonly Metric[];
  errors: readonly Metric[];
  clientErrors: Metric;
  /** The time that clients wait for; on WebSocket APIs the integration's. */
  latency: Metric;
  integrationLatency: Metric;
}

const NAMES: Readonly<Record<MonitoredStage["kind"], Names>> = {
  HTTP: {
    requests: [HTTP_API_METRICS.Count],
    errors: [HTTP_API_METRICS["5xx"]],
    clientErrors: HTTP_API_METRICS["4xx"],
    latency: HTTP_API_METRICS.Latency,
    integrationLatency: HTTP_API_METRICS.IntegrationLatency,
  },
  REST: {
    requests: [REST_API_METRICS.Count],
    errors: [REST_API_METRICS["5XXError"]],
    clientErrors: REST_API_METRICS["4XXError"],
    latency: REST_API_METRICS.Latency,
    integrationLatency: REST_API_METRICS.IntegrationLatency,
  },
  WEBSOCKET: {
    requests: [WEBSOCKET_API_METRICS.MessageCount, WEBSOCKET_API_METRICS.ConnectCount],
    errors: [WEBSOCKET_API_METRICS.IntegrationError, WEBSOCKET_API_METRICS.ExecutionError],
    clientErrors: WEBSOCKET_API_METRICS.ClientError,
    latency: WEBSOCKET_API_METRICS.IntegrationLatency,
    integrationLatency: WEBSOCKET_API_METRICS.IntegrationLatency,
  },
};

/** A number of a stage as metric math: the metrics that it reads, and the expression. */
export interface Signal {
  metrics: Record<string, MetricQuery>;
  expression: string;
}

/** Returns the number of requests; of a WebSocket API the connects and the messages. */
export function requests(stage: MonitoredStage): Signal {
  return sum("requests", NAMES[stage.kind].requests, stage);
}

/** Returns the number of server errors. */
export function serverErrors(stage: MonitoredStage): Signal {
  return sum("errors", NAMES[stage.kind].errors, stage);
}

/** Returns the number of client errors. */
export function clientErrors(stage: MonitoredStage): Signal {
  return sum("client", [NAMES[stage.kind].clientErrors], stage);
}

/** Returns the time that clients wait, by a statistic. */
export function latency(id: string, statistic: string, stage: MonitoredStage): Signal {
  return one(id, NAMES[stage.kind].latency, statistic, stage);
}

/** Returns the time that the backend takes, by a statistic. */
export function integrationLatency(id: string, statistic: string, stage: MonitoredStage): Signal {
  return one(id, NAMES[stage.kind].integrationLatency, statistic, stage);
}

function one(id: string, metric: Metric, statistic: string, { dimensions }: MonitoredStage): Signal {
  return { metrics: { [id]: { metric, dimensions, statistic } }, expression: id };
}

/**
 * Returns a metric, or the sum of several. A sum with a metric that has no data has no data, so each part is filled with 0: API
 * Gateway publishes the WebSocket metrics only for minutes that have some.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function sum(id: string, metrics: readonly Metric[], { dimensions }: MonitoredStage): Signal {
  const ids = metrics.map((_metric, index) => (metrics.length === 1 ? id : `${id}${index + 1}`));
  return {
    metrics: Object.fromEntries(metrics.map((metric, index) => [ids[index] ?? id, { metric, dimensions }])),
    expression: metrics.length === 1 ? id : `(${ids.map((part) => `FILL(${part}, 0)`).join(" + ")})`,
  };
}
