import type { Rule } from "../rule";
import { alarmRules } from "./alarms";
import { dashboardRules } from "./dashboards";
import { documentRules } from "./documents";
import { endpointRules } from "./endpoints";
import { networkRules } from "./network";
import { policyRules } from "./policies";
import { queueRules } from "./queues";
import { recordRules } from "./records";
import { restApiRules } from "./rest-api";
import { restAuthorizerRules } from "./rest-authorizers";
import { scheduleRules } from "./schedules";
import { storageRules } from "./storage";
import { tableRules } from "./tables";

const RULES: readonly Rule[] = [
  ...restApiRules,
  ...queueRules,
  ...recordRules,
  ...scheduleRules,
  ...tableRules,
  ...networkRules,
  ...policyRules,
  ...storageRules,
  ...documentRules,
  ...endpointRules,
  ...restAuthorizerRules,
  ...alarmRules,
  ...dashboardRules,
];

/** Returns the rules of types that an HTTP API does without: a program loads them with its first resource of such a type. */
export function otherRules(): readonly Rule[] {
  return RULES;
}
