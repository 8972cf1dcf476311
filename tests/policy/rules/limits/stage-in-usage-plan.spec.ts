import { V1 } from "../../../../aws/resource-types";
import { stageInUsagePlan } from "../../../../policy/rules/limits/stage-in-usage-plan";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(stageInUsagePlan, {
  baseline: {
    api: { type: V1.restApi, props: { id: "rest123456" } },
    stage: { type: V1.stage, props: { restApi: "rest123456", stageName: "live" }, refs: { restApi: ["api"] } },
    plan: {
      type: V1.usagePlan,
      props: { apiStages: [{ apiId: "rest123456", stage: "live" }] },
      refs: { apiStages: ["api", "stage"] },
    },
  },
  passes: { "a stage without one where none is required": { plan: undefined } },
  fails: {},
  unknown: { "a plan that is not known, where none is required": [{ "plan.apiStages": UNKNOWN }, "not needed"] },
  config: {
    "required, and there": [{}, { required: true }],
    "required, and there by reference": [
      { "plan.apiStages": [{ apiId: UNKNOWN, stage: UNKNOWN }], "stage.restApi": UNKNOWN },
      { required: true },
    ],
    "required, and missing": [
      { plan: undefined },
      { required: true },
      /stage is in no usage plan\.\nFix: Add it to the apiStages/,
    ],
    "required, and another stage's": [
      { "plan.apiStages": [{ apiId: "rest123456", stage: "dev" }] },
      { required: true },
      /in no usage plan/,
    ],
    "required, and not known": [
      { "plan.apiStages": UNKNOWN, "plan.refs": {} },
      { required: true },
      /^undecided: stage: apiStages of a usage plan/,
    ],
  },
});
