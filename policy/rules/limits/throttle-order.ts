import { V1 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { methodSettingsOf } from "../../facts/stages";
import { plansOf } from "../../facts/usage-plans";

export const throttleOrder = stackRule({
  name: "throttle-order",
  title: "A plan's limit is not above its stage's",
  description: "No usage plan promises a client more than the stage's methods allow.",
  severity: "low",
  category: "correctness",
  blocks: "never",
  why: "API Gateway applies the plan's limit, then the stage's method limit, then the account's. A plan above the stage never applies: the client is throttled at the stage's limit, together with all the others.",
  fix: "Lower the plan's limit, or raise the stage's.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});
new apigateway.UsagePlan("partners", {
  apiStages: [{ apiId: api.id, stage: "live" }],
  throttleSettings: { rateLimit: 500, burstLimit: 50 },
});`,
    passes: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});
new apigateway.UsagePlan("partners", {
  apiStages: [{ apiId: api.id, stage: "live" }],
  throttleSettings: { rateLimit: 20, burstLimit: 10 },
});`,
  },
  options: {},
  types: [V1.stage],
  check(stage, { graph, reportOn }) {
    const [settings] = methodSettingsOf(graph, stage);
    if (!settings) {
      return;
    }
    const pairs = [
      ["throttleSettings.rateLimit", "settings.throttlingRateLimit"],
      ["throttleSettings.burstLimit", "settings.throttlingBurstLimit"],
    ] as const;
    for (const plan of plansOf(graph, stage)) {
      for (const [own, limit] of pairs) {
        const given = plan.number(own) ?? 0;
        const above = settings.number(limit) ?? -1;
        if (above > 0 && given > above) {
          reportOn(
            plan,
            `${own} of the plan ${plan.name} is ${String(given)}, and the stage ${stage.name} allows ${String(above)} in all, so it never applies.`,
            `Lower it to ${String(above)} or less.`,
          );
        }
      }
    }
  },
});
