import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sns from "@pulumi/aws/sns";
import { NAMES } from "../../aws/names";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { fittingName } from "../shared/resource-names";
import type { Severity } from "./alarm-plan";
import { commonActions, severeActions } from "./actions";
import { metricAlarm } from "./alarms";
import { AlarmLevel, type MonitoringArgs } from "./args";
import { compositeRule } from "./composite-rule";
import { dashboard } from "./dashboard/dashboard";
import { logFilter } from "./log-counts";
import { notificationTopic } from "./notification-topic";
import { alarmsOf, type MonitoringPlan, planMonitoring } from "./plan";
import { savedQueries } from "./queries";
import { runbook } from "./runbook";

/** The underlying resources of a Monitoring. */
export interface MonitoringResources {
  /** By what they watch, such as `availability-14.4x-1h`. */
  alarms: Record<string, cloudwatch.MetricAlarm>;
  page: cloudwatch.CompositeAlarm | undefined;
  ticket: cloudwatch.CompositeAlarm | undefined;
  /** The topic; undefined where `notify` names the receivers. */
  topic: sns.Topic | undefined;
  /** The dashboard; undefined without one. */
  dashboard: cloudwatch.Dashboard | undefined;
  /** The saved queries by their titles, such as `errors by route`. */
  queries: Record<string, cloudwatch.QueryDefinition>;
}

/**
 * The alarms of one stage of an API on its objectives: pages for what can't wait, tickets for what can, each a composite alarm with
 * its runbook in its description; a dashboard for the incident, and a saved query for each of its questions.
 *
 * @example
 * ```ts
 * new Monitoring("orders", { api, objectives: { availability: 99.9, latency: { p99: 800 } } });
 * ```
 * https://sre.google/workbook/alerting-on-slos/
 * @throws ComponentError with all problems, before any resource is created
 */
export class Monitoring extends pulumi.ComponentResource {
  /** The ARN of the alarm that pages; undefined without alarms. */
  readonly pageAlarmArn: pulumi.Output<string | undefined>;
  /** The ARN of the alarm that makes tickets; undefined without alarms. */
  readonly ticketAlarmArn: pulumi.Output<string | undefined>;
  /** The ARN of the topic that was made here; undefined where `notify` names the receivers. */
  readonly topicArn: pulumi.Output<string | undefined>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: MonitoringResources;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Monitoring", name, {}, acceptedByAws(`Monitoring "${name}"`, opts));
    const plan = planMonitoring(name, args);
    const group = plan.accessLogGroupName;

    plan.counts.forEach((count) => group !== undefined && logFilter(name, count, group, this));
    const alarms = Object.fromEntries(
      alarmsOf(plan.conditions).map((alarm) => [
        alarm.label,
        metricAlarm(name, alarm, args.tags, group !== undefined, this),
      ]),
    );
    const topic = ownTopic(name, args, Object.values(alarms)[0], this);
    const page = composite("page", plan, alarms, args, topic, this);
    const ticket = composite("ticket", plan, alarms, args, topic, this);
    const composites = [page, ticket].filter((alarm) => alarm !== undefined);
    const shown = { composites, metrics: Object.values(alarms) };

    this.pageAlarmArn = pulumi.output(page?.arn);
    this.ticketAlarmArn = pulumi.output(ticket?.arn);
    this.topicArn = pulumi.output(topic?.arn);
    this.resources = {
      alarms,
      page,
      ticket,
      topic,
      dashboard: plan.hasDashboard ? dashboard(plan, args, shown, this) : undefined,
      queries: plan.level === AlarmLevel.none ? {} : savedQueries(name, plan.stage.kind, group, args.functions, this),
    };
    this.registerOutputs({
      pageAlarmArn: this.pageAlarmArn,
      ticketAlarmArn: this.ticketAlarmArn,
      topicArn: this.topicArn,
    });
  }
}

function ownTopic(
  name: string,
  { notify, tags }: MonitoringArgs,
  alarm: cloudwatch.MetricAlarm | undefined,
  parent: pulumi.Resource,
): sns.Topic | undefined {
  return notify !== undefined || alarm === undefined ? undefined : notificationTopic(name, alarm.arn, tags, parent);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
function composite(
  severity: Severity,
  plan: MonitoringPlan,
  alarms: MonitoringResources["alarms"],
  args: MonitoringArgs,
  topic: sns.Topic | undefined,
  parent: pulumi.Resource,
): cloudwatch.CompositeAlarm | undefined {
  const conditions = plan.conditions.filter((condition) => condition.severity === severity);
  if (conditions.length === 0) {
    return undefined;
  }
  const actions = actionsOf(args.notify, severity, topic);
  const fullName = `${pulumi.getProject()}-${pulumi.getStack()}-${plan.name}-${severity}`;
  return new cloudwatch.CompositeAlarm(
    `${plan.name}-${severity}`,
    {
      alarmName: fittingName(fullName, NAMES.alarm, 0),
      alarmDescription: runbook(plan, severity),
      alarmRule: compositeRule(conditions, alarms),
      alarmActions: actions,
      okActions: actions,
      tags: args.tags,
    },
    { parent },
  );
}

function actionsOf(
  notify: MonitoringArgs["notify"],
  severity: Severity,
  topic: sns.Topic | undefined,
): pulumi.Input<string>[] {
  return topic === undefined ? [...commonActions(notify), ...severeActions(notify, severity)] : [topic.arn];
}
