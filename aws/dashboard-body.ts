import { isRecord } from "../language/is-record";
import { parsedJson } from "../language/parsed-json";
import { CLOUDWATCH_LIMITS } from "./quotas";

/** A part of a dashboard's body that CloudWatch refuses. */
export interface DashboardProblem {
  /** `widgets[2].properties.region` */
  path: string;
  value: unknown;
  expected: string;
}

type Report = (path: string, value: unknown, expected: string) => void;
type Json = Record<string, unknown>;

/** The columns of the grid. */
export const DASHBOARD_COLUMNS = 24;
const HIGHEST = 1_000;
const WIDGET_TYPES = ["alarm", "chart", "custom", "explorer", "log", "metric", "text"];
const METRIC_VIEWS = ["bar", "gauge", "pie", "singleValue", "table", "timeSeries"];
const LOG_VIEWS = ["bar", "pie", "table", "timeSeries"];
const ID = /^[a-z]\w*$/;

/**
 * Returns what CloudWatch refuses of a dashboard's body: places outside the grid, widgets without their properties, metrics that are not
 * written as it reads them. A value that is not plain data is not known, and is not judged.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardProblems(text: string): DashboardProblem[] {
  const problems: DashboardProblem[] = [];
  const report: Report = (path, value, expected) => problems.push({ path, value, expected });
  const body = parsedJson(text);
  if (!isRecord(body) || !Array.isArray(body.widgets)) {
    report("widgets", isRecord(body) ? body.widgets : text.slice(0, 40), "JSON with a list of widgets");
    return problems;
  }
  const { widgets } = body as { widgets: unknown[] };
  atMost(report, "widgets", widgets.length, "widgets", CLOUDWATCH_LIMITS.widgets.value);
  if (body.end !== undefined && body.start === undefined) {
    report("start", undefined, "a start, because there is an end");
  }
  oneOf(report, "periodOverride", body.periodOverride, ["auto", "inherit"]);
  const metrics = widgets.map((widget, index) => checkWidget(report, `widgets[${index}]`, widget));
  const all = metrics.reduce((sum, count) => sum + count, 0);
  atMost(report, "widgets", all, "metrics", CLOUDWATCH_LIMITS.metricsPerDashboard.value);
  return problems;
}

/** Returns the number of metrics of a widget. */
function checkWidget(report: Report, path: string, widget: unknown): number {
  if (!isRecord(widget)) {
    report(path, widget, "an object");
    return 0;
  }
  const { type, x, y, width, height, properties } = widget;
  if (type === undefined) {
    report(`${path}.type`, type, WIDGET_TYPES.join(", "));
  }
  oneOf(report, `${path}.type`, type, WIDGET_TYPES);
  whole(report, `${path}.x`, x, 0, DASHBOARD_COLUMNS - 1);
  whole(report, `${path}.y`, y, 0, Number.MAX_SAFE_INTEGER);
  whole(report, `${path}.width`, width, 1, DASHBOARD_COLUMNS);
  whole(report, `${path}.height`, height, 1, HIGHEST);
  const at = `${path}.properties`;
  if (!isRecord(properties)) {
    report(at, properties, "the properties of the widget");
    return 0;
  }
  switch (type) {
    case "text":
      text(report, `${at}.markdown`, properties.markdown);
      return 0;
    case "log":
      text(report, `${at}.query`, properties.query);
      text(report, `${at}.region`, properties.region);
      oneOf(report, `${at}.view`, properties.view, LOG_VIEWS);
      return 0;
    case "alarm":
      checkAlarms(report, at, properties);
      return 0;
    case "metric":
      return checkMetrics(report, at, properties);
    default:
      return 0;
  }
}

function checkAlarms(report: Report, at: string, { alarms, sortBy, states }: Json): void {
  const most = CLOUDWATCH_LIMITS.alarmsPerWidget.value;
  if (!Array.isArray(alarms) || alarms.length === 0 || alarms.length > most) {
    report(`${at}.alarms`, Array.isArray(alarms) ? `${alarms.length} alarms` : alarms, `1 to ${most} ARNs of alarms`);
  } else {
    alarms.forEach((arn: unknown, index) => {
      if (typeof arn === "string" && !/^arn:[^:]+:cloudwatch:[^:]+:\d{12}:alarm:./.test(arn)) {
        report(`${at}.alarms[${index}]`, arn, "the ARN of an alarm");
      }
    });
  }
  oneOf(report, `${at}.sortBy`, sortBy, ["default", "stateUpdatedTimestamp", "timestamp"]);
  for (const state of Array.isArray(states) ? (states as unknown[]) : []) {
    oneOf(report, `${at}.states`, state, ["ALARM", "INSUFFICIENT_DATA", "OK"]);
  }
}

function checkMetrics(report: Report, at: string, properties: Json): number {
  const { metrics, region, view, period, annotations } = properties;
  const alarms = isRecord(annotations) ? annotations.alarms : undefined;
  text(report, `${at}.region`, region);
  oneOf(report, `${at}.view`, view, METRIC_VIEWS);
  checkPeriod(report, `${at}.period`, period);
  checkAnnotations(report, `${at}.annotations`, annotations);
  if (!Array.isArray(metrics)) {
    if (metrics !== undefined || alarms === undefined) {
      report(`${at}.metrics`, metrics, "a list of metrics, or annotations.alarms");
    }
    return 0;
  }
  atMost(report, `${at}.metrics`, metrics.length, "metrics", CLOUDWATCH_LIMITS.metricsPerWidget.value);
  const ids = new Set<unknown>();
  metrics.forEach((row: unknown, index) => {
    const id = checkRow(report, `${at}.metrics[${index}]`, row);
    if (id !== undefined && ids.has(id)) {
      report(`${at}.metrics[${index}]`, id, "an id that no other metric of the widget has");
    }
    ids.add(id);
  });
  return metrics.length;
}

/** Checks a namespace, a name, pairs of dimensions and options; or an expression. Returns its id. */
function checkRow(report: Report, at: string, row: unknown): unknown {
  if (!Array.isArray(row) || row.length === 0) {
    report(at, row, "a namespace, a name and dimensions, or an expression");
    return undefined;
  }
  const items = row as unknown[];
  const last = items.at(-1);
  const options = isRecord(last) ? last : {};
  const texts = isRecord(last) ? items.slice(0, -1) : items;
  const isExpression = texts.length === 0 && options.expression !== undefined;
  const isShort = texts.includes("...");
  if (!isExpression && !isShort && (texts.length < 2 || texts.length % 2 !== 0)) {
    report(at, row, "a namespace, a name, and pairs of a dimension and its value");
  }
  const { id, period, yAxis, visible } = options;
  if (typeof id === "string" && !ID.test(id)) {
    report(`${at}.id`, id, "an id that starts with a small letter, of letters, digits and underscores");
  }
  oneOf(report, `${at}.yAxis`, yAxis, ["left", "right"]);
  checkPeriod(report, `${at}.period`, period);
  if (visible !== undefined && typeof visible !== "boolean") {
    report(`${at}.visible`, visible, "true or false");
  }
  return id;
}

function checkAnnotations(report: Report, at: string, annotations: unknown): void {
  if (annotations !== undefined && !isRecord(annotations)) {
    report(at, annotations, "an object");
    return;
  }
  const { horizontal, vertical } = annotations ?? {};
  (Array.isArray(horizontal) ? (horizontal as unknown[]).flat() : []).forEach((line, index) => {
    if (isRecord(line) && typeof line.value !== "number") {
      report(`${at}.horizontal[${index}].value`, line.value, "a number");
    }
  });
  (Array.isArray(vertical) ? (vertical as unknown[]).flat() : []).forEach((line, index) => {
    const value = isRecord(line) ? line.value : undefined;
    if (typeof value !== "string" || Number.isNaN(Date.parse(value))) {
      report(`${at}.vertical[${index}].value`, value, "a time in ISO 8601");
    }
  });
}

function checkPeriod(report: Report, path: string, period: unknown): void {
  const isLegal = typeof period === "number" && ([1, 5, 10, 30].includes(period) || (period > 0 && period % 60 === 0));
  if (period !== undefined && !isLegal) {
    report(path, period, "1, 5, 10, 30 or a multiple of 60 seconds");
  }
}

function text(report: Report, path: string, value: unknown): void {
  if (typeof value !== "string" || value === "") {
    report(path, value, "a string");
  }
}

function oneOf(report: Report, path: string, value: unknown, allowed: readonly string[]): void {
  if (value !== undefined && !(typeof value === "string" && allowed.includes(value))) {
    report(path, value, allowed.join(", "));
  }
}

function whole(report: Report, path: string, value: unknown, least: number, most: number): void {
  if (
    value !== undefined &&
    !(typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
  ) {
    report(path, value, most === Number.MAX_SAFE_INTEGER ? `a whole number from ${least}` : `${least} to ${most}`);
  }
}

function atMost(report: Report, path: string, count: number, what: string, most: number): void {
  if (count > most) {
    report(path, `${count} ${what}`, `at most ${most} ${what}`);
  }
}
