import { API_GATEWAY_NAMESPACE } from "../../aws/metrics";
import { COMPOSITE_ALARM, METRIC_ALARM, V1, V2 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";

/** A metric of API Gateway that an alarm reads. */
export interface AlarmMetric {
  name: string;
  /** The path of its dimensions in the alarm. */
  dimensions: string;
  /** The names of its dimensions, sorted. */
  names: string[];
}

/** Returns the metrics of API Gateway that an alarm reads: its own, or those of its metric math. */
export function metricsOf(alarm: PolicyResource): AlarmMetric[] {
  const queries = alarm.list("metricQueries").map((_query, index) => `metricQueries.${String(index)}.metric.`);
  return ["", ...queries].flatMap((path) => {
    const name = alarm.text(`${path}metricName`);
    const dimensions = `${path}dimensions`;
    return name === undefined || alarm.text(`${path}namespace`) !== API_GATEWAY_NAMESPACE
      ? []
      : [{ name, dimensions, names: keysOf(alarm.value(dimensions)) }];
  });
}

function keysOf(dimensions: unknown): string[] {
  return typeof dimensions === "object" && dimensions !== null ? Object.keys(dimensions).sort() : [];
}

/** Returns the API that a metric is of, by its id or its name; undefined where the stack does not have it. */
export function apiOfMetric(
  graph: Graph,
  alarm: PolicyResource,
  { names, dimensions }: AlarmMetric,
): PolicyResource | undefined {
  return names.includes("ApiName")
    ? graph.find(alarm, { path: `${dimensions}.ApiName`, type: V1.restApi, key: "name" })
    : graph.find(alarm, { path: `${dimensions}.ApiId`, type: V2.api });
}

/** Returns the metric alarms that notify somebody: by actions of their own, or by a composite alarm that reads them and has some. */
export function notifyingAlarms(graph: Graph): Set<PolicyResource> {
  return graph.once("notifying alarms", () => {
    const composites = graph.all(COMPOSITE_ALARM);
    const notifying = new Set([...graph.all(METRIC_ALARM), ...composites].filter(hasActions));
    // a composite alarm may read others
    for (const notified of notifying) {
      if (notified.type === COMPOSITE_ALARM) {
        readBy(graph, notified).forEach((alarm) => notifying.add(alarm));
      }
    }
    return notifying;
  });
}

/** Actions that are not known before the deployment are some. */
function hasActions(alarm: PolicyResource): boolean {
  const areEnabled = alarm.isUnknown("actionsEnabled") || alarm.flag("actionsEnabled") !== false;
  return areEnabled && (alarm.isUnknown("alarmActions") || alarm.list("alarmActions").length > 0);
}

/** The alarms that a composite alarm's rule names, in quotes or without, by name or ARN. */
function readBy(graph: Graph, composite: PolicyResource): PolicyResource[] {
  const rule = composite.maybeText("alarmRule");
  const alarms = graph.all(METRIC_ALARM, COMPOSITE_ALARM);
  if (rule === undefined) {
    const declared = graph.dependencies(composite, "alarmRule");
    return alarms.filter((alarm) => declared.includes(alarm));
  }
  const named = new Set(
    [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|([^)"]*?))\s*\)/g)].map(
      ([, quoted, bare]) => quoted ?? bare,
    ),
  );
  return alarms.filter((alarm) =>
    [alarm.type === COMPOSITE_ALARM ? "alarmName" : "name", "arn"].some((key) => named.has(alarm.maybeText(key))),
  );
}
