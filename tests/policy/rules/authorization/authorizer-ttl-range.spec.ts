import { V1, V2 } from "../../../../aws/resource-types";
import { authorizerTtlRange } from "../../../../policy/rules/authorization/authorizer-ttl-range";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(authorizerTtlRange, {
  baseline: {
    http: { type: V2.authorizer, props: { authorizerResultTtlInSeconds: 3600 } },
    rest: { type: V1.authorizer, props: { authorizerResultTtlInSeconds: 0 } },
  },
  passes: { "an authorizer that does not say": { "http.authorizerResultTtlInSeconds": undefined } },
  fails: {
    "more than an hour": [
      { "http.authorizerResultTtlInSeconds": 7200 },
      /is 7200, and API Gateway takes 0 to 3600 seconds/,
    ],
  },
  unknown: {
    "a time that is not known yet": [{ "rest.authorizerResultTtlInSeconds": UNKNOWN }, /TtlInSeconds is not known/],
  },
});
