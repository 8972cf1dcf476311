import type * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../shared/problems";
import type { Severity } from "./alarm-plan";
import type { ApiMonitoringArgs } from "./args";

type Notify = ApiMonitoringArgs["notify"];
type Actions = pulumi.Input<string>[];

/** Returns the actions of pages and tickets alike: those of a topic, or a list. */
export function commonActions(notify: Notify): Actions {
  if (notify === undefined) {
    return [];
  }
  if (typeof notify === "string" || isDeferred(notify)) {
    return [notify];
  }
  if (Array.isArray(notify)) {
    return notify;
  }
  // programs that are not type-checked pass anything: what is no ARN is refused by the check
  return typeof notify !== "object" ? [notify] : "arn" in notify ? [notify.arn] : [];
}

/** Returns the actions of a severity alone. */
export function severeActions(notify: Notify, severity: Severity): Actions {
  const isOwn = typeof notify === "object" && !isDeferred(notify) && !Array.isArray(notify) && !("arn" in notify);
  return isOwn ? (notify[severity] ?? []) : [];
}
