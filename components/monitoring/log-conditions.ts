import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { Metric } from "../../aws/metrics";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import type { Condition, MonitoredStage, Thresholds } from "./alarm-plan";
import { shareAlarm } from "./cause-conditions";
import { requests } from "./signals";

/** Something that CloudWatch has no metric of, and that the access log shows. */
interface LogSignal {
  label: string;
  /** The lines that count. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  pattern: string;
  /** The share of requests from which a ticket is made. */
  share: number;
  meaning: string;
}

/** A variable without a value is logged as a dash. */
const LOG_SIGNALS: readonly LogSignal[] = [
  {
    label: "throttled",
    pattern: '{ $.status = "429" }',
    share: 0.01,
    meaning:
      "1 % of the requests are throttled (429): a stage's or route's throttle, a usage plan, or the account's rate.",
  },
  {
    label: "authorizer-failures",
    pattern: '{ $.authorizerError = "*" && $.authorizerError != "-" }',
    share: 0.1,
    meaning:
      "Authorizers refuse or fail 10 % of the requests: their function, the issuer's keys, or a client's tokens.",
  },
];

const NAMESPACE = "Gatewright";
const PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html";

/** Returns the conditions that are counted in the access log. */
export function logConditions(name: string, stage: MonitoredStage, { minimumFailures }: Thresholds): Condition[] {
  return LOG_SIGNALS.map(({ label, share, meaning }) => {
    const counted = { metrics: { counted: { metric: metricOf(name, label), dimensions: {} } }, expression: "counted" };
    return {
      severity: "ticket",
      alarms: [shareAlarm(label, counted, requests(stage), share, minimumFailures, meaning)],
    };
  });
}

/** Registers the filters that count lines of the access log. */
export function logFilters(
  name: string,
  logGroupName: pulumi.Input<string>,
  parent: pulumi.Resource,
): cloudwatch.LogMetricFilter[] {
  return LOG_SIGNALS.map(({ label, pattern }) => {
    const metric = metricOf(name, label);
    const metricTransformation = { namespace: metric.namespace, name: metric.name, value: "1", defaultValue: "0" };
    return new cloudwatch.LogMetricFilter(
      fittingName(`${name}-${label}`, NAMES.metricFilter),
      { logGroupName, pattern, metricTransformation },
      { parent },
    );
  });
}

/** A filter's metric has no fixed dimension, so its name has the monitoring's. */
function metricOf(name: string, label: string): Metric {
  return {
    namespace: NAMESPACE,
    name: `${name.replace(/[^\w.-]+/g, "-")}/${label}`,
    statistic: "Sum",
    unit: "Count",
    dimensions: [[]],
    page: PAGE,
  };
}
