import { V1 } from "../../../../aws/resource-types";
import { privateApiRestricted } from "../../../../policy/rules/endpoints/private-api-restricted";
import { describeRule, UNKNOWN } from "../../cases";

const policy = (key: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Condition: { StringEquals: { [key]: "x" } } }] });

describeRule(privateApiRestricted, {
  baseline: {
    inline: {
      type: V1.restApi,
      props: { id: "inline1234", endpointConfiguration: { types: "PRIVATE" }, policy: policy("aws:SourceVpc") },
    },
    api: { type: V1.restApi, props: { id: "rest123456", endpointConfiguration: { types: "PRIVATE" } } },
    callers: {
      type: V1.restApiPolicy,
      props: { restApiId: "rest123456", policy: policy("aws:SourceVpce") },
      refs: { restApiId: ["api"] },
    },
  },
  passes: {
    "a public API": { "api.endpointConfiguration.types": "REGIONAL", callers: undefined },
    "ids that are not known yet": { "api.id": UNKNOWN, "callers.restApiId": UNKNOWN },
  },
  fails: {
    "no policy": [
      { callers: undefined },
      /private API api has no resource policy, so it answers nobody\.\nFix: Add one with a condition on aws:SourceVpce/,
    ],
    "a policy for an organisation": [
      { "callers.policy": policy("aws:PrincipalOrgID") },
      /limits neither VPC nor endpoint\.\nFix: Add a condition/,
    ],
  },
  unknown: {
    "a policy that is not known yet": [{ "callers.policy": UNKNOWN }, /policy is not known/],
    "a policy whose API is not known": [
      { "callers.restApiId": UNKNOWN, "callers.refs": {} },
      /the API of a RestApiPolicy is not known/,
    ],
  },
});
