import * as pulumi from "@pulumi/pulumi";
import {
  APPLICATION_BALANCER_METRICS,
  CERTIFICATE_METRICS,
  LAMBDA_METRICS,
  NETWORK_BALANCER_METRICS,
} from "../../aws/metrics";
import { type AlarmPlan, type Condition, type MetricQuery, quarterHour } from "./alarm-plan";
import type { MonitoredFunctionRef, MonitoredTargetGroupArgs, MonitoringArgs } from "./args";
import { shareAlarm } from "./cause-conditions";

/** The share of a function's calls that fail. */
const FUNCTION_ERROR_SHARE = 0.05;
/** The share of a function's timeout that a call takes. */
const TIMEOUT_SHARE = 0.9;
const DAY = 86_400;
/** ACM starts to renew 60 days before the end; a certificate that is a month from it is not renewed by itself. */
const TICKET_DAYS = 30;
const PAGE_DAYS = 7;

/** Returns the conditions of what stands behind the API and in front of it. */
export function backendConditions(args: MonitoringArgs, minimumFailures: number): Condition[] {
  const functions = Object.entries(args.functions ?? {}).flatMap(([name, fn]) =>
    functionAlarms(name, fn, minimumFailures),
  );
  const groups = Object.entries(args.targetGroups ?? {}).map(([name, group]) => noTarget(name, group));
  return [
    ...functions.map((alarm): Condition => ({ severity: "ticket", alarms: [alarm] })),
    ...groups.map((alarm): Condition => ({ severity: "page", alarms: [alarm] })),
    ...certificateConditions(args.certificates),
  ];
}

/** Returns the conditions of certificates near their end. After it ACM publishes nothing, so the alarm stays as it is. */
export function certificateConditions(certificates: MonitoringArgs["certificates"]): Condition[] {
  return Object.entries(certificates ?? {}).flatMap(([name, arn]) => [
    { severity: "ticket", alarms: [expiry(name, arn, TICKET_DAYS)] },
    { severity: "page", alarms: [expiry(name, arn, PAGE_DAYS)] },
  ]);
}

function expiry(name: string, CertificateArn: pulumi.Input<string>, days: number): AlarmPlan {
  return {
    label: `certificate-${name}-${days}d`,
    metrics: { days: { metric: CERTIFICATE_METRICS.DaysToExpiry, dimensions: { CertificateArn } } },
    expression: "days",
    period: DAY,
    periods: 1,
    threshold: days,
    below: true,
    missing: "ignore",
    meaning: `The certificate ends in ${days} days and was not renewed: is its validation record still there?`,
  };
}

function functionAlarms(name: string, fn: MonitoredFunctionRef, minimum: number): AlarmPlan[] {
  const query = (metric: MetricQuery["metric"]): MetricQuery => ({ metric, dimensions: { FunctionName: fn.name } });
  const errors = { metrics: { errors: query(LAMBDA_METRICS.Errors) }, expression: "errors" };
  const calls = { metrics: { calls: query(LAMBDA_METRICS.Invocations) }, expression: "calls" };
  const throttles = { throttles: query(LAMBDA_METRICS.Throttles) };
  const failing = `5 % of the calls of the function ${name} fail.`;
  const throttled = `Lambda throttles the function ${name}: its reserved concurrency, or the account's, is used up.`;
  return [
    shareAlarm(`function-${name}-errors`, errors, calls, FUNCTION_ERROR_SHARE, minimum, failing),
    quarterHour(`function-${name}-throttles`, throttles, "throttles", minimum, throttled),
    ...nearTimeout(name, fn, query(LAMBDA_METRICS.Duration)),
  ];
}

function nearTimeout(name: string, { timeout }: MonitoredFunctionRef, duration: MetricQuery): AlarmPlan[] {
  const meaning = `Calls of the function ${name} take 90 % of its timeout.`;
  return timeout === undefined
    ? []
    : [quarterHour(`function-${name}-duration`, { duration }, "duration", nearly(timeout), meaning)];
}

function nearly(timeout: pulumi.Input<number | undefined>): pulumi.Input<number> {
  const milliseconds = (seconds: number | undefined): number => Math.round((seconds ?? 3) * 1000 * TIMEOUT_SHARE);
  return typeof timeout === "number" ? milliseconds(timeout) : pulumi.output(timeout).apply(milliseconds);
}

/** No data is no alarm: a target group without targets publishes none, as before its first deployment. */
function noTarget(name: string, { loadBalancerArn, targetGroupArn }: MonitoredTargetGroupArgs): AlarmPlan {
  const dimensions = {
    LoadBalancer: pulumi.output(loadBalancerArn).apply((arn) => arn.replace(/^.*:loadbalancer\//, "")),
    TargetGroup: pulumi.output(targetGroupArn).apply((arn) => arn.replace(/^.*:targetgroup\//, "targetgroup/")),
  };
  const metric = APPLICATION_BALANCER_METRICS.HealthyHostCount;
  const namespace = pulumi
    .output(loadBalancerArn)
    .apply((arn) => (arn.includes(":loadbalancer/net/") ? NETWORK_BALANCER_METRICS : APPLICATION_BALANCER_METRICS))
    .apply(({ HealthyHostCount }) => HealthyHostCount.namespace);
  return {
    label: `targets-${name}`,
    metrics: { healthy: { metric, namespace, dimensions } },
    expression: "healthy",
    period: 60,
    periods: 3,
    threshold: 0,
    below: true,
    missing: "missing",
    meaning: `No target of ${name} is healthy: every request through the VPC link fails.`,
  };
}
