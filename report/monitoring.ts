import { COMPOSITE_ALARM, DASHBOARD, METRIC_ALARM, METRIC_FILTER, QUERY_DEFINITION } from "../aws/resource-types";
import type { ResourceNode } from "../engine/graph/graph";
import { asList, asNumber, asObject, asText, type GraphIndex } from "../engine/graph/graph-index";
import { logicalName } from "../engine/graph/named-resource";
import type { Snapshot } from "../gateway/model/snapshot";
import { defined } from "../language/defined";

/** The alarms and dashboards of a stack, by their names in the program. */
export interface MonitoringReport {
  alarms: AlarmReport[];
  dashboards: string[];
  /** The number of saved queries of Logs Insights. */
  savedQueries: number;
  /** The number of metric filters over logs. */
  metricFilters: number;
}

/** An alarm; a composite alarm has no metrics. */
export interface AlarmReport {
  name: string;
  kind: "metric" | "composite";
  /** The names of the metrics that it reads. */
  metrics: string[];
  threshold?: number;
  /** Such as `3 x 300 s`. */
  periods?: string;
  /** The number of actions when it goes off: without one it notifies nobody, unless a composite alarm reads it. */
  actions: number;
}

/** Reads the alarms and dashboards of a stack. */
export function readMonitoring({ index }: Snapshot): MonitoringReport {
  const alarms = [
    ...index.ofType(COMPOSITE_ALARM).map((node) => compositeAlarm(index, node)),
    ...index.ofType(METRIC_ALARM).map((node) => metricAlarm(index, node)),
  ];
  return {
    alarms: alarms.sort((left, right) => (left.name < right.name ? -1 : 1)),
    dashboards: index
      .ofType(DASHBOARD)
      .map(({ urn }) => logicalName(urn))
      .sort(),
    savedQueries: index.ofType(QUERY_DEFINITION).length,
    metricFilters: index.ofType(METRIC_FILTER).length,
  };
}

function compositeAlarm(index: GraphIndex, node: ResourceNode): AlarmReport {
  return { name: logicalName(node.urn), kind: "composite", metrics: [], actions: actionsOf(index, node) };
}

function metricAlarm(index: GraphIndex, node: ResourceNode): AlarmReport {
  const queries = asList(index.value(node, "metricQueries")).map(asObject);
  const single = index.text(node, "metricName");
  const read = queries.flatMap(({ metric }) => asText(asObject(metric).metricName) ?? []);
  const period =
    asNumber(index.value(node, "period")) ??
    queries.map(({ metric }) => asNumber(asObject(metric).period)).find((seconds) => seconds !== undefined);
  const count = asNumber(index.value(node, "evaluationPeriods"));
  return defined({
    name: logicalName(node.urn),
    kind: "metric" as const,
    metrics: single === undefined ? [...new Set(read)] : [single],
    threshold: asNumber(index.value(node, "threshold")),
    periods: count === undefined || period === undefined ? undefined : `${count} x ${period} s`,
    actions: index.value(node, "actionsEnabled") === false ? 0 : actionsOf(index, node),
  });
}

function actionsOf(index: GraphIndex, node: ResourceNode): number {
  const actions = index.value(node, "alarmActions") ?? node.inputs.alarmActions;
  return asList(actions).length;
}
