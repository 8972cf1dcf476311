import type * as pulumi from "@pulumi/pulumi";
import {
  APPLICATION_BALANCER_METRICS,
  CERTIFICATE_METRICS,
  NETWORK_BALANCER_METRICS,
} from "../../../aws/backend-metrics";
import { type AlarmPlan, type Condition, type MetricQuery, quarterHour } from "../alarm-plan";
import type { ApiMonitoringArgs } from "../args";
import type { MonitoredTargetGroupArgs } from "../references";
import { readText } from "../../shared/mocks";

const DAY = 86_400;
/** ACM starts to renew 60 days before the end; a certificate that is a month from it is not renewed by itself. */
const TICKET_DAYS = 30;
const PAGE_DAYS = 7;

/** Returns the conditions of the targets behind VPC links. */
export function targetConditions(targetGroups: ApiMonitoringArgs["targetGroups"]): Condition[] {
  return Object.entries(targetGroups ?? {}).flatMap(([name, group]): Condition[] => [
    { severity: "page", alarms: [noTarget(name, group)] },
    { severity: "ticket", alarms: [unhealthyTargets(name, group)] },
  ]);
}

/** Returns the conditions of certificates near their end. After it ACM publishes nothing, so the alarm stays as it is. */
export function certificateConditions(certificates: ApiMonitoringArgs["certificates"]): Condition[] {
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
    side: "below",
    missing: "ignore",
    meaning: `The certificate ends in ${days} days and was not renewed: is its validation record still there?`,
  };
}

/** No data is no alarm: a target group without targets publishes none, as before its first deployment. */
function noTarget(name: string, group: MonitoredTargetGroupArgs): AlarmPlan {
  return {
    label: `targets-${name}`,
    metrics: { healthy: targets("HealthyHostCount", group) },
    expression: "healthy",
    period: 60,
    periods: 3,
    threshold: 0,
    side: "below",
    missing: "missing",
    meaning: `No target of ${name} is healthy: every request through the VPC link fails.`,
  };
}

function unhealthyTargets(name: string, group: MonitoredTargetGroupArgs): AlarmPlan {
  const meaning = `A target of ${name} has been unhealthy for a quarter of an hour: the others have its load.`;
  return quarterHour(
    `unhealthy-targets-${name}`,
    { unhealthy: targets("UnHealthyHostCount", group) },
    "unhealthy",
    1,
    meaning,
  );
}

/** Returns a metric of a target group; the ARN of the load balancer alone shows whose it is. */
export function targets(
  name: keyof typeof APPLICATION_BALANCER_METRICS,
  { loadBalancerArn, targetGroupArn }: MonitoredTargetGroupArgs,
): MetricQuery {
  const dimensions = {
    LoadBalancer: readText(loadBalancerArn, (arn) => arn.replace(/^.*:loadbalancer\//, "")),
    TargetGroup: readText(targetGroupArn, (arn) => arn.replace(/^.*:targetgroup\//, "targetgroup/")),
  };
  const namespace = readText(loadBalancerArn, (arn) => {
    const metrics = arn.includes(":loadbalancer/net/") ? NETWORK_BALANCER_METRICS : APPLICATION_BALANCER_METRICS;
    return metrics[name].namespace;
  });
  return { metric: APPLICATION_BALANCER_METRICS[name], namespace, dimensions };
}
