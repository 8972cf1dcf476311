import type * as pulumi from "@pulumi/pulumi";
import { defined } from "../../../language/defined";
import type { MetricQuery } from "../alarm-plan";
import type { Signal } from "../signals";

/** A widget without its place. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export interface Widget {
  type: "text" | "alarm" | "metric" | "log";
  width: number;
  height: number;
  properties: Record<string, unknown>;
}

/** One line of a graph. */
export interface Line {
  label: string;
  signal: Signal;
}

/** A graph of a dashboard. */
export interface Graph {
  title: string;
  lines: readonly Line[];
  width: number;
  /** The unit of the values, beside the axis. */
  unit: string;
  /** Values across the whole graph, such as an objective or a limit. */
  limits?: readonly { label: string; value: pulumi.Input<number> }[];
  stacked?: boolean;
  /** The greatest value of the axis. */
  max?: number;
}

/** The parts that every graph of a dashboard shares. */
export interface GraphContext {
  region: pulumi.Input<string>;
  /** The deployments, as vertical lines. */
  deployments: pulumi.Input<{ value: string; label: string }[]>;
}

/** The height of graphs in grid units. */
export const GRAPH_HEIGHT = 6;
const MINUTE = 60;

/** Returns a graph over time, with deployments as vertical lines and limits as horizontal ones. */
export function graphWidget(graph: Graph, { region, deployments }: GraphContext): Widget {
  const { title, lines, width, unit, limits, stacked = false, max } = graph;
  return {
    type: "metric",
    width,
    height: GRAPH_HEIGHT,
    properties: {
      title,
      view: "timeSeries",
      stacked,
      region,
      period: MINUTE,
      metrics: metricRows(lines),
      yAxis: { left: defined({ min: 0, max, label: unit, showUnits: false }) },
      annotations: defined({ vertical: deployments, horizontal: limits?.length === 0 ? undefined : limits }),
    },
  };
}

/** Returns each metric once: shown where a line is that metric alone, otherwise hidden and read by the line's expression. */
function metricRows(lines: readonly Line[]): unknown[] {
  const shown = new Map(lines.map(({ label, signal }) => [signal.expression, label]));
  const metrics = new Map(lines.flatMap(({ signal }) => Object.entries(signal.metrics)));
  const expressions = lines.filter(({ signal }) => !metrics.has(signal.expression));
  return [
    ...[...metrics].map(([id, query]) => metricRow(id, query, shown.get(id))),
    ...expressions.map(({ label, signal }, index) => [{ expression: signal.expression, label, id: `e${index + 1}` }]),
  ];
}

function metricRow(id: string, { metric, namespace, dimensions, statistic }: MetricQuery, label?: string): unknown[] {
  const options = {
    id,
    stat: statistic ?? metric.statistic,
    ...(label === undefined ? { visible: false } : { label }),
  };
  return [namespace ?? metric.namespace, metric.name, ...Object.entries(dimensions).flat(), options];
}
