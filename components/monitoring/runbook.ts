import { CLOUDWATCH_LIMITS } from "../../aws/quotas";
import type { Severity } from "./alarm-plan";
import { dashboardName } from "./dashboard/name";
import type { MonitoringPlan } from "./plan";
import { queryText } from "./queries";

const MEANING: Readonly<Record<Severity, string>> = {
  page: "Clients notice it, and the error budget of 30 days is used up in hours or days. Act now.",
  ticket: "The error budget is used too fast, or a cause of failures builds up. Look at it in working hours.",
};

/** Returns the description of a composite alarm: what it means, and the first three steps. */
export function runbook(plan: MonitoringPlan, severity: Severity): string {
  const { availability, latency } = plan.thresholds;
  const times = latency.map(({ percent, milliseconds }) => `, p${percent} ${milliseconds} ms`).join("");
  const text = [
    `${plan.name}: objectives ${availability} % availability${times}.`,
    MEANING[severity],
    ...(plan.hasDashboard ? [`Dashboard: ${dashboardName(plan.name)}`] : []),
    "1. Which alarm: the children in ALARM name the objective or the cause.",
    `2. Which route and cause (Logs Insights, access log): ${queryText(plan.stage.kind, "errors by route")}`,
    "3. Why: gatewright doctor --url <the API's URL and the failing path>",
    "Deployed just now? Roll back first.",
  ].join("\n");
  return text.slice(0, CLOUDWATCH_LIMITS.alarmDescription.value);
}
