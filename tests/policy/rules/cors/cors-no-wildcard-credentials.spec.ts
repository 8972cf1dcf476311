import { V2 } from "../../../../aws/resource-types";
import { corsNoWildcardCredentials } from "../../../../policy/rules/cors/cors-no-wildcard-credentials";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(corsNoWildcardCredentials, {
  baseline: {
    api: {
      type: V2.api,
      props: {
        protocolType: "HTTP",
        corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowCredentials: true },
      },
    },
  },
  passes: {
    "every origin without credentials": {
      "api.corsConfiguration.allowOrigins": ["*"],
      "api.corsConfiguration.allowCredentials": false,
    },
    "an API without CORS": { "api.corsConfiguration": undefined },
  },
  fails: {
    "credentials from every origin": [
      { "api.corsConfiguration.allowOrigins": ["*"] },
      /credentials from every origin \(\*\), which API Gateway refuses\.\nFix: List the origins in allowOrigins, or set allowCredentials to false/,
    ],
    "credentials from every https origin": [
      { "api.corsConfiguration.allowOrigins": ["https://a.example.com", "https://*"] },
      /every origin of https:\/\/\*, so any site acts for the user/,
    ],
  },
  unknown: {
    "origins that are not known yet": [
      { "api.corsConfiguration.allowOrigins": UNKNOWN },
      /^undecided: api: corsConfiguration\.allowOrigins is not known/,
    ],
    "origins that are not known yet without credentials": [
      { "api.corsConfiguration.allowOrigins": UNKNOWN, "api.corsConfiguration.allowCredentials": false },
      "not needed",
    ],
  },
});
