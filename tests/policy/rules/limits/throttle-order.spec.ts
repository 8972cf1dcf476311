import { V1 } from "../../../../aws/resource-types";
import { throttleOrder } from "../../../../policy/rules/limits/throttle-order";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(throttleOrder, {
  baseline: {
    api: { type: V1.restApi, props: { id: "rest123456" } },
    stage: { type: V1.stage, props: { restApi: "rest123456", stageName: "live" }, refs: { restApi: ["api"] } },
    all: {
      type: V1.methodSettings,
      props: {
        restApi: "rest123456",
        stageName: "live",
        methodPath: "*/*",
        settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
      },
      refs: { restApi: ["api"] },
    },
    plan: {
      type: V1.usagePlan,
      props: {
        apiStages: [{ apiId: "rest123456", stage: "live" }],
        throttleSettings: { rateLimit: 20, burstLimit: 10 },
      },
    },
  },
  passes: {
    "a stage without a limit": {
      "all.settings": { throttlingRateLimit: -1, throttlingBurstLimit: -1 },
      "plan.throttleSettings.rateLimit": 5000,
    },
    "a plan for another stage": {
      "plan.apiStages": [{ apiId: "rest123456", stage: "dev" }],
      "plan.throttleSettings.rateLimit": 5000,
    },
  },
  fails: {
    "a rate above the stage's": [
      { "plan.throttleSettings.rateLimit": 500 },
      /rateLimit of the plan plan is 500, and the stage stage allows 100 in all, so it never applies\.\nFix: Lower it to 100 or less/,
    ],
    "a burst above the stage's": [{ "plan.throttleSettings.burstLimit": 60 }, /burstLimit of the plan plan is 60/],
  },
  unknown: { "a plan that is not known": [{ "plan.apiStages": UNKNOWN }, /apiStages of a usage plan are not known/] },
});
