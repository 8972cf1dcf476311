import * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import type { Condition } from "./alarm-plan";

/** The characters that Pulumi adds to a logical name. */
const SUFFIX = "-1234567";

/** Returns the logical name of an alarm. */
export function alarmName(name: string, label: string): string {
  return fittingName(`${name}-${label}`, NAMES.alarm);
}

/**
 * Returns the rule of a composite alarm: any condition, each with all its alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function compositeRule(
  conditions: readonly Condition[],
  alarms: Readonly<Record<string, cloudwatch.MetricAlarm>>,
): pulumi.Output<string> {
  const labels = conditions.flatMap((condition) => condition.alarms.map(({ label }) => label));
  const names = labels.flatMap((label) => {
    const alarm = alarms[label];
    return alarm === undefined ? [] : [alarm.name.apply((name) => [label, name] as const)];
  });
  return pulumi.all(names).apply((known) => {
    const byLabel = new Map(known);
    return rule(conditions, (label) => byLabel.get(label) ?? "");
  });
}

/** Returns the length that the rule will have. */
export function compositeRuleLength(name: string, conditions: readonly Condition[]): number {
  return rule(conditions, (label) => `${alarmName(name, label)}${SUFFIX}`).length;
}

function rule(conditions: readonly Condition[], nameOf: (label: string) => string): string {
  return conditions
    .map(({ alarms }) => {
      const all = alarms.map(({ label }) => `ALARM("${nameOf(label)}")`).join(" AND ");
      return alarms.length === 1 ? all : `(${all})`;
    })
    .join(" OR ");
}
