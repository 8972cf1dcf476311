import { METRIC_ALARM, V1, V2 } from "../../../aws/resource-types";
import { type AlarmMetric, apiOfMetric, metricsOf } from "../../facts/alarms";
import { methodSettingsOf, pathSettingsOf } from "../../facts/stages";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { stackRule } from "../../pack/rule";

export const routeAlarmHasMetrics = stackRule({
  name: "route-alarm-has-metrics",
  title: "An alarm on a route has data",
  description: "Every alarm on the metrics of a route or method is of a stage with detailed metrics for it.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "CloudWatch has metrics by route only where detailed metrics are on. Without them the alarm has no data: it never goes off, and nothing shows it.",
  fix: "Set detailedMetricsEnabled of the stage's route settings, or metricsEnabled of its method settings, or read the metric by the stage alone.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" });
new cloudwatch.MetricAlarm("orders", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  threshold: 5,
  namespace: "AWS/ApiGateway",
  metricName: "5xx",
  dimensions: { ApiId: api.id, Stage: "$default", Method: "GET", Resource: "/orders" },
  period: 60,
  statistic: "Sum",
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { detailedMetricsEnabled: true, throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});
new cloudwatch.MetricAlarm("orders", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  threshold: 5,
  namespace: "AWS/ApiGateway",
  metricName: "5xx",
  dimensions: { ApiId: api.id, Stage: "$default", Method: "GET", Resource: "/orders" },
  period: 60,
  statistic: "Sum",
});`,
  },
  options: {},
  types: [METRIC_ALARM],
  check(alarm, { graph, report }) {
    const found = new Set<string>();
    for (const metric of metricsOf(alarm).filter(({ names }) => names.some(isOfRoute))) {
      const key = routeOf(alarm, metric);
      const stage = stageOf(graph, alarm, metric);
      if (stage === undefined || found.has(key) || isDetailed(graph, stage, key)) {
        continue;
      }
      found.add(key);
      report(
        `The alarm ${alarm.name} reads the metrics of ${key}, and the stage ${stage.name} has no detailed metrics of it.`,
        stage.type === V2.stage
          ? `Set defaultRouteSettings.detailedMetricsEnabled of ${stage.name} to true.`
          : `Set settings.metricsEnabled to true in the MethodSettings of ${stage.name} for */*.`,
      );
    }
  },
});

function isOfRoute(dimension: string): boolean {
  return ["Method", "Resource", "Route"].includes(dimension);
}

function routeOf(alarm: PolicyResource, { dimensions }: AlarmMetric): string {
  return (
    alarm.text(`${dimensions}.Route`) ??
    `${alarm.text(`${dimensions}.Method`) ?? ""} ${alarm.text(`${dimensions}.Resource`) ?? ""}`
  );
}

/** Returns the stage that a metric is of, where the stack has it. */
function stageOf(graph: Graph, alarm: PolicyResource, metric: AlarmMetric): PolicyResource | undefined {
  const api = apiOfMetric(graph, alarm, metric);
  const name = alarm.text(`${metric.dimensions}.Stage`);
  if (api === undefined) {
    return undefined;
  }
  const isRest = api.type === V1.restApi;
  const stages = graph.referring(api, isRest ? V1.stage : V2.stage, { path: isRest ? "restApi" : "apiId" });
  return stages.resources.find((stage) => stage.text(isRest ? "stageName" : "name") === name);
}

function isDetailed(graph: Graph, stage: PolicyResource, key: string): boolean {
  if (stage.type === V2.stage) {
    const index = stage
      .list("routeSettings")
      .findIndex((_one, at) => stage.text(`routeSettings.${at}.routeKey`) === key);
    return (
      stage.flag(`routeSettings.${index}.detailedMetricsEnabled`) ??
      stage.flag("defaultRouteSettings.detailedMetricsEnabled") ??
      false
    );
  }
  const [method = "", resource = ""] = key.split(" ");
  const paths = [`${resource.replace(/^\//, "")}/${method}`, `${resource.replace(/^\//, "")}/*`];
  const own = pathSettingsOf(graph, stage).filter((settings) => paths.includes(settings.maybeText("methodPath") ?? ""));
  return [...own, ...methodSettingsOf(graph, stage)].some(
    (settings) => settings.flag("settings.metricsEnabled") === true,
  );
}
