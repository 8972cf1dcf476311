import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { CLOUDWATCH_LIMITS } from "../../../aws/quotas";
import type { ApiMonitoringArgs } from "../args";
import { GRAPH_HEIGHT, type GraphContext, graphWidget, type Widget } from "./graphs";
import { dashboardName } from "./name";
import { health, sections } from "./sections";
import type { MonitoringPlan } from "../plan";
import { queryName, queryText } from "../queries";
import { readText } from "../../shared/mocks";

/** The columns of a dashboard's grid. */
const COLUMNS = 24;
const HALF = COLUMNS / 2;

/** The alarms of a dashboard; the composite ones come first. */
export interface ShownAlarms {
  composites: readonly cloudwatch.CompositeAlarm[];
  metrics: readonly cloudwatch.MetricAlarm[];
}

/**
 * Registers the dashboard of an incident: what is wrong, who notices it, where the time goes, what causes the errors, and which limit is
 * near. Deployments are lines in every graph.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboard(
  plan: MonitoringPlan,
  args: ApiMonitoringArgs,
  alarms: ShownAlarms,
  parent: pulumi.Resource,
): cloudwatch.Dashboard {
  const [first] = alarms.metrics;
  const region = readText(first?.arn ?? "", (arn) => arn.split(":")[3] ?? "");
  const context = { region, deployments: deployments(plan, args) };
  const body = {
    start: "-PT3H",
    periodOverride: "inherit",
    widgets: placed([
      [header(plan)],
      [alarmWidget(alarms), graphWidget(health(plan), context)],
      ...sections(plan, args).flatMap(({ title, graphs }) => [
        [heading(title)],
        ...rows([...graphs.map((graph) => graphWidget(graph, context)), ...logWidgets(title, plan, context)]),
      ]),
    ]),
  };
  return new cloudwatch.Dashboard(
    `${plan.name}-dashboard`,
    { dashboardName: dashboardName(plan.name), dashboardBody: pulumi.jsonStringify(body) },
    { parent },
  );
}

function header({ name, thresholds, accessLogGroupName }: MonitoringPlan): Widget {
  const times = thresholds.latency.map(({ percent, milliseconds }) => `, p${percent} within ${milliseconds} ms`);
  const queries =
    accessLogGroupName === undefined
      ? ""
      : `Saved queries of Logs Insights: \`${queryName(name, "errors by route")}\` and those beside it. `;
  const text = [
    `# ${name}`,
    `Objectives: ${thresholds.availability} % without a server error${times.join("")}. ${queries}Why: \`gatewright doctor --url <the failing URL>\`. Deployed just now? Roll back first.`,
  ];
  return { type: "text", width: COLUMNS, height: 3, properties: { markdown: text.join("\n\n") } };
}

function heading(title: string): Widget {
  return {
    type: "text",
    width: COLUMNS,
    height: 1,
    properties: { markdown: `## ${title}`, background: "transparent" },
  };
}

function alarmWidget({ composites, metrics }: ShownAlarms): Widget {
  const alarms = [...composites, ...metrics].map(({ arn }) => arn).slice(0, CLOUDWATCH_LIMITS.alarmsPerWidget.value);
  const properties = { title: "Alarms, the newest state first", sortBy: "stateUpdatedTimestamp", alarms };
  return { type: "alarm", width: HALF, height: GRAPH_HEIGHT, properties };
}

/** The errors by route stand beside the errors by cause. */
function logWidgets(title: string, plan: MonitoringPlan, { region }: GraphContext): Widget[] {
  if (!title.startsWith("Errors") || plan.accessLogGroupName === undefined) {
    return [];
  }
  const text = queryText(plan.stage.kind, "errors by route");
  const query = pulumi.interpolate`SOURCE '${plan.accessLogGroupName}' | ${text} | limit 20`;
  const properties = { title: "Server errors by route and cause", view: "table", region, query };
  return [{ type: "log", width: HALF, height: GRAPH_HEIGHT, properties }];
}

/** Returns the deployments that AWS gives a time of, and those that are given. A function that is not made yet has none. */
function deployments({ deployedAt }: MonitoringPlan, args: ApiMonitoringArgs): GraphContext["deployments"] {
  const given = (args.deployments ?? []).map(({ at, label }) => ({ at, label: label ?? "deployment" }));
  const functions = Object.entries(args.functions ?? {}).map(([label, { lastModified }]) => ({
    at: lastModified,
    label,
  }));
  const all = [{ at: deployedAt, label: "API" }, ...functions, ...given];
  return pulumi.output(all).apply((known) =>
    known.flatMap(({ at, label }) => {
      const time = at === undefined ? NaN : Date.parse(at.replace(/\+0000$/, "Z"));
      return Number.isNaN(time) ? [] : [{ value: new Date(time).toISOString(), label }];
    }),
  );
}

/** Fills rows of the grid from the left. */
function rows(widgets: readonly Widget[]): Widget[][] {
  const filled: Widget[][] = [];
  let free = 0;
  for (const widget of widgets) {
    if (widget.width > free) {
      filled.push([]);
      free = COLUMNS;
    }
    filled.at(-1)?.push(widget);
    free -= widget.width;
  }
  return filled;
}

function placed(grid: readonly (readonly Widget[])[]): object[] {
  let y = 0;
  return grid.flatMap((row) => {
    let x = 0;
    const widgets = row.map(({ type, width, height, properties }) => {
      const widget = { type, x, y, width, height, properties };
      x += width;
      return widget;
    });
    y += Math.max(...row.map(({ height }) => height));
    return widgets;
  });
}
