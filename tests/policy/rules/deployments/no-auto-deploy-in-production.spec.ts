import { V2 } from "../../../../aws/resource-types";
import { noAutoDeployInProduction } from "../../../../policy/rules/deployments/no-auto-deploy-in-production";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(noAutoDeployInProduction, {
  baseline: { stage: { type: V2.stage, props: { autoDeploy: true } } },
  fails: {},
  unknown: { "a setting that is not known yet": [{ "stage.autoDeploy": UNKNOWN }, "not needed"] },
  config: {
    forbidden: [{}, { forbidden: true }, /stage deploys each change by itself\.\nFix: Set autoDeploy to false/],
    "forbidden, and off": [{ "stage.autoDeploy": false }, { forbidden: true }],
    "forbidden, and not known yet": [
      { "stage.autoDeploy": UNKNOWN },
      { forbidden: true },
      /^undecided: stage: autoDeploy is not known/,
    ],
  },
});
