import { type Metric, metricTable } from "./metric";

/** The kinds of API, as their metrics differ. This is the one table of the project. */
export type MetricsOf = "HTTP" | "REST" | "WEBSOCKET";

/** The namespace of all three kinds of API. */
export const API_GATEWAY_NAMESPACE = "AWS/ApiGateway";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

/** By ApiId. Detailed metrics are turned on by the stage's `detailedMetricsEnabled`, for all routes or one. */
const V2_DIMENSIONS = {
  namespace: API_GATEWAY_NAMESPACE,
  dimensions: [["ApiId"], ["ApiId", "Stage"]],
  detailed: [["ApiId", "Method", "Resource", "Stage"]],
} as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export const HTTP_API_METRICS = metricTable(
  { ...V2_DIMENSIONS, page: `${GUIDE}/http-api-metrics.html` },
  {
    "4xx": ["Sum", "Count"],
    "5xx": ["Sum", "Count"],
    Count: ["SampleCount", "Count"],
    IntegrationLatency: ["p99", "Milliseconds"],
    Latency: ["p99", "Milliseconds"],
    DataProcessed: ["Sum", "Bytes"],
  },
);

/**
 * By ApiName. Detailed metrics are turned on by `metricsEnabled` of the stage's method settings.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export const REST_API_METRICS = metricTable(
  {
    namespace: API_GATEWAY_NAMESPACE,
    dimensions: [["ApiName"], ["ApiName", "Stage"]],
    detailed: [["ApiName", "Method", "Resource", "Stage"]],
    page: `${GUIDE}/api-gateway-metrics-and-dimensions.html`,
  },
  {
    "4XXError": ["Sum", "Count"],
    "5XXError": ["Sum", "Count"],
    CacheHitCount: ["Sum", "Count"],
    CacheMissCount: ["Sum", "Count"],
    Count: ["SampleCount", "Count"],
    IntegrationLatency: ["p99", "Milliseconds"],
    Latency: ["p99", "Milliseconds"],
  },
);

/**
 * AWS's pages disagree on the detailed dimensions: the page of the metrics has the method and the resource, the list of recommended
 * alarms has the route. Both are here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export const WEBSOCKET_API_METRICS = metricTable(
  {
    ...V2_DIMENSIONS,
    detailed: [...V2_DIMENSIONS.detailed, ["ApiId", "Route", "Stage"]],
    page: `${GUIDE}/apigateway-websocket-api-logging.html`,
  },
  {
    ConnectCount: ["Sum", "Count"],
    MessageCount: ["Sum", "Count"],
    IntegrationError: ["Sum", "Count"],
    ClientError: ["Sum", "Count"],
    ExecutionError: ["Sum", "Count"],
    IntegrationLatency: ["p99", "Milliseconds"],
  },
);

/** The metrics of each kind of API. */
export const API_METRICS: Readonly<Record<MetricsOf, Readonly<Record<string, Metric>>>> = {
  HTTP: HTTP_API_METRICS,
  REST: REST_API_METRICS,
  WEBSOCKET: WEBSOCKET_API_METRICS,
};

/** The metrics of an API by what they mean, whatever its kind calls them. */
export interface ApiSignals {
  requests: readonly Metric[];
  errors: readonly Metric[];
  clientErrors: Metric;
  /** The time that clients wait for; on WebSocket APIs the integration's. */
  latency: Metric;
  integrationLatency: Metric;
}

/** The metrics of each kind of API by what they mean. */
export const API_SIGNALS: Readonly<Record<MetricsOf, ApiSignals>> = {
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

/** Returns the kinds of API that have a metric of this name with exactly these dimensions. */
export function apisWithMetric(name: string, dimensions: readonly string[]): MetricsOf[] {
  const given = [...dimensions].sort().join();
  const kinds: MetricsOf[] = ["HTTP", "REST", "WEBSOCKET"];
  return kinds.filter((kind) => {
    const metric = Object.hasOwn(API_METRICS[kind], name) ? API_METRICS[kind][name] : undefined;
    return (
      metric !== undefined && [...metric.dimensions, ...(metric.detailed ?? [])].some((set) => set.join() === given)
    );
  });
}

/**
 * Returns the value of the dimension ApiName: AWS removes the characters outside ASCII, and takes the id where none is left.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export function apiNameDimension(name: string, id: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "");
  return ascii === "" ? id : ascii;
}
