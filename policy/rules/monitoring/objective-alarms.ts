import { API_SIGNALS, apiNameDimension, type MetricsOf } from "../../../aws/metrics";
import { METRIC_ALARM, V1, V2 } from "../../../aws/resource-types";
import { type AlarmMetric, metricsOf, notifyingAlarms } from "../../facts/alarms";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";

export const objectiveAlarms = stackRule({
  name: "objective-alarms",
  title: "Alarms on availability and latency notify somebody",
  description: "Where required, every stage has alarms with actions on its errors and on its latency.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "Without them clients notice an outage first. CloudWatch charges for each metric that an alarm reads, so policy/config/prod.json alone requires them, as advice. Set the level to mandatory in your own settings of production to refuse a stage without them.",
  fix: "Set monitoring on the API, or make a Monitoring or a MetricAlarm of each with alarmActions. Exempt stages whose alarms another program or another service has.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" }); // with required: true`,
    passes: `const live = new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" });
const watched = {
  namespace: "AWS/ApiGateway",
  dimensions: { ApiId: api.id, Stage: live.name },
  comparisonOperator: "GreaterThanThreshold",
  period: 60,
  evaluationPeriods: 5,
  alarmActions: [onCall.arn],
};
new cloudwatch.MetricAlarm("errors", { ...watched, metricName: "5xx", statistic: "Average", threshold: 0.05 });
new cloudwatch.MetricAlarm("latency", { ...watched, metricName: "Latency", extendedStatistic: "p99", threshold: 800 });`,
  },
  options: { required: flag(false, "Whether every stage must have alarms on availability and latency with actions.") },
  types: [V1.stage, V2.stage],
  check(stage, { graph, settings, report }) {
    const monitored = settings.required ? monitoredStage(graph, stage) : undefined;
    if (monitored === undefined) {
      return;
    }
    const { errors, latency, integrationLatency } = API_SIGNALS[monitored.kind];
    const objectives = {
      availability: errors.map(({ name }) => name),
      latency: [latency.name, integrationLatency.name],
    };
    const found = Object.entries(objectives).map(([objective, metrics]) => ({
      objective,
      metric: metrics[0] ?? "",
      alarms: alarmsOn(graph, monitored, metrics),
    }));
    const missing = found.filter(({ alarms }) => alarms.length === 0);
    if (missing.length > 0) {
      const metrics = missing.map(({ metric }) => metric).join(" and ");
      report(
        `The stage ${stage.name} has no alarm on ${missing.map(({ objective }) => objective).join(" and ")}.`,
        `Set monitoring on its API, or make a MetricAlarm on ${metrics} by ${monitored.kind === "REST" ? "ApiName" : "ApiId"} and Stage.`,
      );
    }
    const notifying = notifyingAlarms(graph);
    for (const { objective, alarms } of found) {
      if (alarms.length > 0 && !alarms.some((alarm) => notifying.has(alarm))) {
        report(
          `The stage ${stage.name} has an alarm on ${objective}, ${alarms[0]?.name ?? ""}, that notifies nobody.`,
          "Set its alarmActions, or name it in the rule of a composite alarm that has some.",
        );
      }
    }
  },
});

/** A stage as the dimensions of its metrics have it. */
interface MonitoredStage {
  kind: MetricsOf;
  stage: PolicyResource;
  api: PolicyResource;
}

/** Returns undefined where the API, and with it the kind or the name, is in another stack. */
function monitoredStage(graph: Graph, stage: PolicyResource): MonitoredStage | undefined {
  if (stage.type === V1.stage) {
    const api = graph.find(stage, { path: "restApi", type: V1.restApi });
    return api && { kind: "REST", stage, api };
  }
  const api = graph.find(stage, { path: "apiId", type: V2.api });
  return api && { kind: api.text("protocolType") === "WEBSOCKET" ? "WEBSOCKET" : "HTTP", stage, api };
}

/** Returns the alarms that read one of the metrics of the stage. Throws `Undecided` where no alarm does and a metric is not known. */
function alarmsOn(graph: Graph, stage: MonitoredStage, metrics: string[]): PolicyResource[] {
  let isUnsure = false;
  const found = graph.all(METRIC_ALARM).filter((alarm) => {
    const read = ifKnown(() => metricsOf(alarm));
    isUnsure ||= read === undefined;
    return read?.some((metric) => metrics.includes(metric.name) && isOf(graph, alarm, metric, stage));
  });
  if (found.length === 0 && isUnsure) {
    throw new Undecided("the metric of an alarm is not known before the deployment");
  }
  return found;
}

/** Returns whether a metric is one of the stage; without the dimension Stage it is one of all stages. */
function isOf(graph: Graph, alarm: PolicyResource, metric: AlarmMetric, { kind, stage, api }: MonitoredStage): boolean {
  const related = graph.dependencies(alarm, metric.dimensions);
  const equals = (name: string, expected: string | undefined, sources: PolicyResource[]): boolean => {
    const value = alarm.maybeText(`${metric.dimensions}.${name}`);
    return value === undefined || expected === undefined
      ? sources.some((source) => related.includes(source))
      : value === expected;
  };
  const isRest = kind === "REST";
  const isOfApi = isRest ? equals("ApiName", nameOf(api), [api]) : equals("ApiId", api.maybeText("id"), [api]);
  const stageName = stage.maybeText(isRest ? "stageName" : "name");
  return isOfApi && (!metric.names.includes("Stage") || equals("Stage", stageName, [stage, api]));
}

function nameOf(api: PolicyResource): string | undefined {
  const name = api.maybeText("name");
  return name === undefined ? undefined : apiNameDimension(name, api.maybeText("id") ?? name);
}
