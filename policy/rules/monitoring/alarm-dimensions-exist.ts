import { API_METRICS, apisWithMetric } from "../../../aws/metrics";
import { METRIC_ALARM } from "../../../aws/resource-types";
import { metricsOf } from "../../facts/alarms";
import { resourceRule } from "../../pack/rule";

export const alarmDimensionsExist = resourceRule({
  name: "alarm-dimensions-exist",
  title: "An alarm reads a metric that exists",
  description: "Every alarm on AWS/ApiGateway has a metric and dimensions that one kind of API publishes.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "REST APIs publish 5XXError by ApiName, HTTP APIs 5xx by ApiId. An alarm that mixes the two up has no data, so it never goes off, and nothing shows it.",
  fix: "For a REST API use 4XXError and 5XXError with ApiName and Stage; for an HTTP API 4xx and 5xx with ApiId and Stage; for a WebSocket API its own metrics with ApiId and Stage.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
  equivalents: [],
  examples: {
    fails: `new cloudwatch.MetricAlarm("errors", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  threshold: 5,
  namespace: "AWS/ApiGateway",
  metricName: "5XXError",
  dimensions: { ApiId: api.id, Stage: "$default" },
  period: 60,
  statistic: "Sum",
});`,
    passes: `new cloudwatch.MetricAlarm("errors", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  threshold: 5,
  namespace: "AWS/ApiGateway",
  metricName: "5xx",
  dimensions: { ApiId: api.id, Stage: "$default" },
  period: 60,
  statistic: "Sum",
});`,
  },
  options: {},
  types: [METRIC_ALARM],
  check(alarm, { report }) {
    for (const { name, names: dimensions } of metricsOf(alarm)) {
      if (apisWithMetric(name, dimensions).length === 0) {
        report(
          `The alarm ${alarm.name} reads ${name} by ${dimensions.join(" and ") || "no dimension"}, which no kind of API publishes.`,
          fixOf(name),
        );
      }
    }
  },
});

function fixOf(name: string): string {
  const found = Object.values(API_METRICS).flatMap((metrics) =>
    Object.hasOwn(metrics, name) && metrics[name] !== undefined ? [metrics[name]] : [],
  );
  const ways = found.map(({ dimensions }) => dimensions.at(-1)?.join(" and ") ?? "");
  return ways.length === 0
    ? `Use one of ${[...new Set(Object.values(API_METRICS).flatMap((metrics) => Object.keys(metrics)))].join(", ")}.`
    : `Read ${name} by ${[...new Set(ways)].join(", or by ")}, or use the metric of the other kind of API.`;
}
