/**
 * The CloudWatch metrics of APIs and of what stands behind them: the one table of the project. Usage plans have no metric:
 * what a key has used is read by GetUsage only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-usage-plans-with-console.html
 */
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

/** The kinds of API, as their metrics differ. */
export type MetricsOf = "HTTP" | "REST" | "WEBSOCKET";

/** The namespace of all three kinds of API. */
export const API_GATEWAY_NAMESPACE = "AWS/ApiGateway";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

interface Shared {
  namespace: string;
  dimensions: readonly (readonly string[])[];
  detailed?: readonly (readonly string[])[];
  page: string;
}

type Row = readonly [statistic: Metric["statistic"], unit: Metric["unit"]];

function table<const Name extends string>(shared: Shared, rows: Record<Name, Row>): Record<Name, Metric> {
  const metrics: Partial<Record<Name, Metric>> = {};
  for (const name of Object.keys(rows) as Name[]) {
    const [statistic, unit] = rows[name];
    metrics[name] = { ...shared, name, statistic, unit };
  }
  return metrics as Record<Name, Metric>;
}

/** By ApiId. Detailed metrics are turned on by the stage's `detailedMetricsEnabled`, for all routes or one. */
const V2_DIMENSIONS = {
  namespace: API_GATEWAY_NAMESPACE,
  dimensions: [["ApiId"], ["ApiId", "Stage"]],
  detailed: [["ApiId", "Method", "Resource", "Stage"]],
} as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export const HTTP_API_METRICS = table(
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
export const REST_API_METRICS = table(
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
export const WEBSOCKET_API_METRICS = table(
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

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const LAMBDA_METRICS = table(
  {
    namespace: "AWS/Lambda",
    dimensions: [[], ["FunctionName"], ["FunctionName", "Resource"], ["ExecutedVersion", "FunctionName", "Resource"]],
    page: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  },
  {
    Invocations: ["Sum", "Count"],
    Errors: ["Sum", "Count"],
    Throttles: ["Sum", "Count"],
    Duration: ["Maximum", "Milliseconds"],
    ConcurrentExecutions: ["Maximum", "Count"],
    DeadLetterErrors: ["Sum", "Count"],
  },
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const APPLICATION_BALANCER_METRICS = table(
  {
    namespace: "AWS/ApplicationELB",
    dimensions: [
      ["LoadBalancer", "TargetGroup"],
      ["AvailabilityZone", "LoadBalancer", "TargetGroup"],
    ],
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
  },
  { HealthyHostCount: ["Minimum", "Count"], UnHealthyHostCount: ["Maximum", "Count"] },
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html */
export const NETWORK_BALANCER_METRICS = table(
  {
    namespace: "AWS/NetworkELB",
    dimensions: [
      ["LoadBalancer", "TargetGroup"],
      ["AvailabilityZone", "LoadBalancer", "TargetGroup"],
    ],
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
  },
  { HealthyHostCount: ["Minimum", "Count"], UnHealthyHostCount: ["Maximum", "Count"] },
);

/**
 * ACM publishes the days twice a day, until the certificate has expired.
 * https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 */
export const CERTIFICATE_METRICS = table(
  {
    namespace: "AWS/CertificateManager",
    dimensions: [["CertificateArn"]],
    page: "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
  },
  { DaysToExpiry: ["Minimum", "None"] },
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
