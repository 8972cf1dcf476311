import { V1 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";

export const usagePlanComplete = stackRule({
  name: "usage-plan-complete",
  title: "A usage plan limits somebody",
  description: "A usage plan has a throttle, a quota, a stage and a key.",
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
        `Add ${missing.length > 1 ? "them" : "it"}, or nobody is limited.`,
      );
    } else if (keys.resources.length === 0) {
      throw new Undecided("usagePlanId of a UsagePlanKey is not known before the deployment");
    }
  },
});
