import { V1, V2 } from "../../../../aws/resource-types";
import { noDeleteBeforeReplace } from "../../../../policy/rules/deployments/no-delete-before-replace";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(noDeleteBeforeReplace, {
  baseline: {
    api: { type: V2.api, props: {} },
    deployment: { type: V1.deployment, props: {}, options: { deleteBeforeReplace: false } },
  },
  fails: {
    "a deployment that is deleted first": [
      { "deployment.options": { deleteBeforeReplace: true } },
      /deployment is deleted before its replacement.*\nFix: Remove deleteBeforeReplace/,
    ],
    "an API that is deleted first": [{ "api.options": { deleteBeforeReplace: true } }, /api is deleted before/],
  },
  unknown: { "properties that are not known yet": [{ "deployment.restApi": UNKNOWN }, "not needed"] },
});
