import { V1 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";
import { Undecided } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";

export const usagePlanComplete = stackRule({
  name: "usage-plan-complete",
  title: "A usage plan limits somebody",
  description: "A usage plan has a throttle that lets requests through, a quota, a stage and a key.",
  severity: "low",
  category: "cost",
  blocks: "never",
  why: "A plan without limits limits nobody, and one without a stage or a key applies to no request.",
  fix: "Set throttleSettings, quotaSettings and apiStages, and add an apigateway.UsagePlanKey.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.UsagePlan("partners", { apiStages: [{ apiId: api.id, stage: live.stageName }] });`,
    passes: `const plan = new apigateway.UsagePlan("partners", {
  apiStages: [{ apiId: api.id, stage: live.stageName }],
  throttleSettings: { rateLimit: 10, burstLimit: 20 },
  quotaSettings: { limit: 10000, period: "DAY" },
});
new apigateway.UsagePlanKey("partner", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });`,
  },
  options: {},
  types: [V1.usagePlan],
  check(plan, { graph, report }) {
    for (const limit of closedLimits(plan)) {
      report(
        `The throttle of the usage plan ${plan.name} has a ${limit} of 0, so every request with its keys is answered with 429.`,
        `Set throttleSettings.${limit} above 0.`,
      );
    }
    const missing = ["throttleSettings", "quotaSettings", "apiStages"].filter((path) => {
      const value = plan.isUnknown(path) ? [path] : plan.value(path);
      return Object.keys(value ?? {}).length === 0;
    });
    const keys = graph.referring(plan, V1.usagePlanKey, { path: "usagePlanId" });
    if (keys.resources.length === 0 && keys.unsure.length === 0) {
      missing.push("a UsagePlanKey");
    }
    if (missing.length > 0) {
      report(
        `The usage plan ${plan.name} lacks ${missing.join(", ")}.`,
        `Add ${missing.length > 1 ? "them" : "it"}${isWithoutLimits(missing) ? ", or nobody is limited" : ""}.`,
      );
    } else if (keys.resources.length === 0) {
      throw new Undecided("usagePlanId of a UsagePlanKey is not known before the deployment");
    }
  },
});

/** Returns true where a plan has neither a throttle nor a quota, or applies to nothing. */
function isWithoutLimits(missing: string[]): boolean {
  return missing.some((one) => one === "apiStages" || one === "a UsagePlanKey") || missing.length > 1;
}

/** The limits of a plan's throttle that are 0. */
function closedLimits(plan: PolicyResource): string[] {
  if (plan.isUnknown("throttleSettings") || Object.keys(fieldsAt(plan.value("throttleSettings")) ?? {}).length === 0) {
    return [];
  }
  return ["rateLimit", "burstLimit"].filter((limit) => {
    const path = `throttleSettings.${limit}`;
    return !plan.isUnknown(path) && plan.number(path) === 0;
  });
}
