import { V1 } from "../../../../aws/resource-types";
import { tracing } from "../../../../policy/rules/logging/tracing";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(tracing, {
  baseline: { stage: { type: V1.stage, props: { xrayTracingEnabled: true } } },
  fails: {
    "a stage that is not traced": [{ "stage.xrayTracingEnabled": false }, /Fix: Set xrayTracingEnabled to true/],
    "a stage that does not say": [{ "stage.xrayTracingEnabled": undefined }, /stage is not traced/],
  },
  unknown: {
    "a setting that is not known yet": [{ "stage.xrayTracingEnabled": UNKNOWN }, /xrayTracingEnabled is not known/],
  },
  remediates: {
    "a stage that is not traced": [{ "stage.xrayTracingEnabled": false }, "stage", "xrayTracingEnabled", true],
  },
});
