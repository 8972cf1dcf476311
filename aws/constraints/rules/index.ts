import type { Rule } from "../rule";
import { apiKindRules } from "./api-kinds";
import { alarmRules } from "./alarms";
import { dashboardRules } from "./dashboards";
import { documentRules } from "./documents";
import { endpointRules } from "./endpoints";
import { restApiRules } from "./rest-api";
import { restMethodRules } from "./rest-methods";
import { httpApiRules } from "./http-api";
import { httpPartRules } from "./http-parts";
import { queueRules } from "./queues";
import { recordRules } from "./records";
import { scheduleRules } from "./schedules";
import { tableRules } from "./tables";
import { functionRules } from "./functions";
import { networkRules } from "./network";
import { partitionRules } from "./partitions";
import { policyRules } from "./policies";
import { restAuthorizerRules } from "./rest-authorizers";
import { sizeRules } from "./sizes";
import { storageRules } from "./storage";
import { tagCharacterRule, tagRule } from "./tags";

const RULES: readonly Rule[] = [
  ...restApiRules,
  ...restMethodRules,
  ...httpApiRules,
  ...httpPartRules,
  ...queueRules,
  ...recordRules,
  ...scheduleRules,
  ...tableRules,
  ...apiKindRules,
  ...functionRules,
  ...networkRules,
  ...partitionRules,
  ...policyRules,
  ...sizeRules,
  ...storageRules,
  ...documentRules,
  ...endpointRules,
  ...restAuthorizerRules,
  ...alarmRules,
  ...dashboardRules,
];

const byType = new Map<string, Rule[]>();
for (const rule of RULES) {
  for (const type of rule.types) {
    byType.set(type, [...(byType.get(type) ?? []), rule]);
  }
}

const withTagRules = new Map<string, readonly Rule[]>();

/** Returns the rules of a type that AWS's models leave out. */
export function rulesOf(type: string): readonly Rule[] {
  const rules = withTagRules.get(type) ?? [...(byType.get(type) ?? []), ...tagRulesOf(type)];
  withTagRules.set(type, rules);
  return rules;
}

function tagRulesOf(type: string): readonly Rule[] {
  if (!type.startsWith("aws:")) {
    return [];
  }
  return /^aws:(ec2|vpc)\//.test(type) ? [tagRule] : [tagRule, tagCharacterRule];
}

/** Returns the types that a rule names. */
export function ruledTypes(): string[] {
  return [...byType.keys()];
}
