import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { Metric } from "../../aws/metric";
import { NAMES } from "../../aws/names";
import { isDeferred } from "../shared/problems";
import { fittingName } from "../shared/resource-names";
import type { Signal } from "./signals";

/** A metric that is made of the lines of an access log. */
export interface LogCount {
  label: string;
  /** The lines that count. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  pattern: pulumi.Input<string>;
  /** The field with the number, in milliseconds; each line counts 1 unless it is given. */
  value?: string;
}

/** The namespace of the metrics that are made of lines. */
const NAMESPACE = "Gatewright";
const PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html";

/**
 * Returns what a filter counts, as metric math. A filter's metric has no fixed dimension, so its name has the monitoring's, the
 * stack's and the project's: stacks of one account would count into the same metric otherwise.
 */
export function counted(id: string, name: string, { label, value }: LogCount): Signal {
  const metric: Metric = {
    namespace: NAMESPACE,
    name: metricName(name, label),
    statistic: value === undefined ? "Sum" : "Average",
    unit: value === undefined ? "Count" : "Milliseconds",
    dimensions: [[]],
    page: PAGE,
  };
  return { metrics: { [id]: { metric, dimensions: {} } }, expression: id };
}

/**
 * Registers a filter over the access log. A count is 0 for lines that don't match; a time has no data then.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function logFilter(
  name: string,
  { label, pattern, value }: LogCount,
  logGroupName: pulumi.Input<string>,
  parent: pulumi.Resource,
): cloudwatch.LogMetricFilter {
  const metric = { namespace: NAMESPACE, name: metricName(name, label) };
  const metricTransformation =
    value === undefined
      ? { ...metric, value: "1", defaultValue: "0" }
      : { ...metric, value: `$.${value}`, unit: "Milliseconds" };
  return new cloudwatch.LogMetricFilter(
    fittingName(`${name}-${label}`, NAMES.metricFilter),
    { logGroupName, pattern, metricTransformation },
    { parent },
  );
}

/** Returns a pattern of lines with all these values; `*` stands for any characters, and a variable without a value is logged as a dash. */
export function lines(fields: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Input<string> {
  const terms = Object.entries(fields).map(([field, value]) =>
    isDeferred(value) ? pulumi.output(value).apply((known) => term(field, known)) : term(field, String(value)),
  );
  return terms.every((each) => typeof each === "string")
    ? `{ ${terms.join(" && ")} }`
    : pulumi.all(terms).apply((known) => `{ ${known.join(" && ")} }`);
}

/** `!` before a value excludes it, in lines that have the field. */
function term(field: string, value: string): string {
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
  return value.startsWith("!")
    ? `$.${field} = "*" && $.${field} != ${quoted(value.slice(1))}`
    : `$.${field} = ${quoted(value)}`;
}

function metricName(name: string, label: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}/${label}`.replace(/[^\w./-]+/g, "-");
}
