import { V1 } from "../../../../aws/resource-types";
import { usagePlanComplete } from "../../../../policy/rules/limits/usage-plan-complete";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(usagePlanComplete, {
  baseline: {
    plan: {
      type: V1.usagePlan,
      props: {
        id: "plan12",
        apiStages: [{ apiId: "a", stage: "b" }],
        throttleSettings: { rateLimit: 1 },
        quotaSettings: { limit: 1, period: "DAY" },
      },
    },
    key: { type: V1.usagePlanKey, props: { usagePlanId: "plan12" }, refs: { usagePlanId: ["plan"] } },
  },
  passes: {
    "stages that are not known yet": { "plan.apiStages": UNKNOWN },
    // AWS refuses it: method-settings-apply finds it
    "a stage that is not there": {
      api: { type: V1.restApi, props: { id: "a" } },
      live: { type: V1.stage, props: { restApi: "a", stageName: "live" }, refs: { restApi: ["api"] } },
    },
  },
  fails: {
    "a throttle that lets nothing through": [
      { "plan.throttleSettings": { rateLimit: 10, burstLimit: 0 } },
      /has a burstLimit of 0, so every request with its keys is answered with 429\.\nFix: Set throttleSettings\.burstLimit above 0/,
    ],
    "a plan without a quota, which has a throttle": [
      { "plan.quotaSettings": undefined },
      /plan lacks quotaSettings\.\nFix: Add it\.$/,
    ],
    "a plan without limits and stages": [
      { "plan.apiStages": [], "plan.throttleSettings": {}, "plan.quotaSettings": undefined },
      /plan lacks throttleSettings, quotaSettings, apiStages\.\nFix: Add them/,
    ],
    "a plan without a key": [{ key: undefined }, /plan lacks a UsagePlanKey\.\nFix: Add it/],
  },
  unknown: {
    "a key whose plan is not known": [
      { "key.usagePlanId": UNKNOWN, "key.refs": {} },
      /usagePlanId of a UsagePlanKey is not known/,
    ],
  },
});
