import { ACCOUNT_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { quotaOf } from "../../facts/quotas";
import { whole } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

export const throttleWithinAccount = resourceRule({
  name: "throttle-within-account",
  title: "Limits fit the account's quota",
  description: "No rate or burst limit is above the account's own for the region.",
  severity: "low",
  category: "limits",
  blocks: "never",
  why: "The account's quota (10000 requests a second and a burst of 5000 by default, less in newer regions) goes first, so a higher limit never applies.",
  fix: "Lower the limit, or raise the quota and set it in the stack's config (gatewright:quotas, account.throttleRate) or in this rule's settings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { throttlingRateLimit: 20000, throttlingBurstLimit: 5000 },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { throttlingRateLimit: 1000, throttlingBurstLimit: 500 },
});`,
  },
  options: {
    rate: whole(ACCOUNT_LIMITS.throttleRate.value, "The account's quota for the region, in requests a second.", 1),
    burst: whole(ACCOUNT_LIMITS.throttleBurst.value, "The account's burst quota for the region.", 1),
  },
  types: [V1.methodSettings, V1.usagePlan, V2.stage],
  check(resource, { settings, report }) {
    const paths: [rate: string, burst: string][] =
      resource.type === V1.usagePlan
        ? [["throttleSettings.rateLimit", "throttleSettings.burstLimit"]]
        : resource.type === V1.methodSettings
          ? [["settings.throttlingRateLimit", "settings.throttlingBurstLimit"]]
          : [
              "defaultRouteSettings",
              ...resource.list("routeSettings").map((_, index) => `routeSettings.${String(index)}`),
            ].map((path) => [`${path}.throttlingRateLimit`, `${path}.throttlingBurstLimit`]);
    for (const [rate, burst] of paths) {
      for (const [path, quota] of [
        [rate, quotaOf(ACCOUNT_LIMITS.throttleRate, settings.rate).value],
        [burst, settings.burst],
      ] as const) {
        const limit = resource.number(path);
        if (limit !== undefined && limit > quota) {
          report(
            `${path} is ${String(limit)}, above the account's ${String(quota)}, so it never applies.`,
            "Lower it, or raise the quota first.",
          );
        }
      }
    }
  },
});
