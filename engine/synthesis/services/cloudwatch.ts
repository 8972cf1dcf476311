import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Logs, alarms, dashboards and EventBridge, which the provider keeps in one module.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html (log group ARNs)
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export const cloudwatch: Service = {
  resources: {
    "aws:cloudwatch/logGroup:LogGroup": {
      id: (r) => r.text("name"),
      defaults: { retentionInDays: 0, skipDestroy: false },
      computed: {
        // The provider gives the ARN without the trailing ":*" that CloudWatch Logs itself reports.
        arn: (r) => r.arn("logs", `log-group:${r.text("name")}`),
        deletionProtectionEnabled: () => false,
        logGroupClass: () => "STANDARD",
      },
      tagged: true,
    },
    "aws:cloudwatch/logStream:LogStream": {
      id: (r) => r.text("name"),
      computed: { arn: (r) => r.arn("logs", `log-group:${r.text("logGroupName")}:log-stream:${r.text("name")}`) },
    },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
      id: (r) => r.text("policyName") || r.text("resourceArn"),
      computed: { policyScope: (r) => (r.has("resourceArn") ? "RESOURCE" : "ACCOUNT"), revisionId: () => "" },
    },
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
      id: (r) => `cwlsf-${r.identifiers.digits(10)}`,
      defaults: { distribution: "ByLogStream" },
      computed: { roleArn: () => "" },
    },
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
      id: (r) => r.text("name"),
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
      id: (r) => r.text("name"),
      defaults: { actionsEnabled: true, treatMissingData: "missing" },
      computed: {
        arn: (r) => r.arn("cloudwatch", `alarm:${r.text("name")}`),
        evaluateLowSampleCountPercentiles: () => "",
      },
      tagged: true,
    },
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
      id: (r) => r.text("alarmName"),
      defaults: { actionsEnabled: true },
      computed: { arn: (r) => r.arn("cloudwatch", `alarm:${r.text("alarmName")}`) },
      tagged: true,
    },
    "aws:cloudwatch/dashboard:Dashboard": {
      id: (r) => r.text("dashboardName"),
      computed: { dashboardArn: (r) => r.globalArn("cloudwatch", `dashboard/${r.text("dashboardName")}`) },
    },
    "aws:cloudwatch/queryDefinition:QueryDefinition": {
      id: (r) => r.identifiers.uuid(),
      computed: { queryDefinitionId: (r) => r.identifiers.uuid() },
    },
    "aws:cloudwatch/eventBus:EventBus": {
      id: (r) => r.text("name"),
      computed: { arn: (r) => r.arn("events", `event-bus/${r.text("name")}`) },
      tagged: true,
    },
    "aws:cloudwatch/eventRule:EventRule": {
      id: (r) => (defaultBus(r) ? r.text("name") : `${r.text("eventBusName")}/${r.text("name")}`),
      defaults: { eventBusName: "default", forceDestroy: false, state: "ENABLED" },
      computed: {
        arn: (r) => r.arn("events", `rule/${defaultBus(r) ? "" : `${busName(r)}/`}${r.text("name")}`),
      },
      tagged: true,
    },
    "aws:cloudwatch/eventTarget:EventTarget": {
      id: (r) => `${defaultBus(r) ? "" : `${r.text("eventBusName")}-`}${r.text("rule")}-${targetId(r)}`,
      defaults: { eventBusName: "default", forceDestroy: false },
      computed: { targetId },
    },
    "aws:cloudwatch/eventConnection:EventConnection": {
      id: (r) => r.text("name"),
      computed: {
        arn: (r) => r.arn("events", `connection/${r.text("name")}/${r.identifiers.uuid()}`),
        secretArn: (r) =>
          r.arn(
            "secretsmanager",
            `secret:events!connection/${r.text("name")}/${r.identifiers.uuid("secret")}-${r.identifiers.mixed(6)}`,
          ),
      },
    },
    "aws:cloudwatch/eventApiDestination:EventApiDestination": {
      id: (r) => r.text("name"),
      defaults: { invocationRateLimitPerSecond: 300 },
      computed: { arn: (r) => r.arn("events", `api-destination/${r.text("name")}/${r.identifiers.uuid()}`) },
    },
    "aws:cloudwatch/eventArchive:EventArchive": {
      id: (r) => r.text("name"),
      defaults: { retentionDays: 0 },
      computed: { arn: (r) => r.arn("events", `archive/${r.text("name")}`) },
    },
  },
};

/** An event bus is given by name or ARN. */
function busName(r: ResourceView): string {
  return r.text("eventBusName").split("/").pop() ?? "";
}

function defaultBus(r: ResourceView): boolean {
  return busName(r) === "default";
}

function targetId(r: ResourceView): string {
  return r.text("targetId") || `terraform-${r.identifiers.digits(26)}`;
}
