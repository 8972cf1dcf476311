import { V2 } from "../../../../aws/resource-types";
import { openapiFailsOnWarnings } from "../../../../policy/rules/deployments/openapi-fails-on-warnings";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(openapiFailsOnWarnings, {
  baseline: { api: { type: V2.api, props: { body: "{}", failOnWarnings: true } } },
  passes: { "an API without a body": { "api.body": "", "api.failOnWarnings": false } },
  fails: {
    "a body whose warnings pass": [
      { "api.failOnWarnings": false },
      /leaves out what the import warns about\.\nFix: Set failOnWarnings to true/,
    ],
  },
  unknown: {
    "a body that is not known yet": [{ "api.body": UNKNOWN }, "not needed"],
    "a setting that is not known yet": [{ "api.failOnWarnings": UNKNOWN }, /failOnWarnings is not known/],
  },
  remediates: { "a body whose warnings pass": [{ "api.failOnWarnings": false }, "api", "failOnWarnings", true] },
});
