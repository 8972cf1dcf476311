import { V1 } from "../../../../aws/resource-types";
import { resourcePolicyNotPublic } from "../../../../policy/rules/authorization/resource-policy-not-public";
import { describeRule, UNKNOWN } from "../../cases";

const policy = (statement: object, ...others: object[]) =>
  JSON.stringify({
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*", ...statement },
      ...others,
    ],
  });
const condition = { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } };

describeRule(resourcePolicyNotPublic, {
  baseline: {
    api: { type: V1.restApi, props: { policy: policy({ Condition: condition }) } },
    callers: {
      type: V1.restApiPolicy,
      props: { policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    },
  },
  passes: {
    "an API without a policy": { "api.policy": "" },
    "everybody but those outside the VPC": {
      "api.policy": policy(
        {},
        {
          Effect: "Deny",
          Principal: "*",
          Action: "execute-api:Invoke",
          Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
        },
      ),
    },
  },
  fails: {
    "a policy that allows everybody": [
      { "api.policy": policy({}) },
      /policy of api lets everybody invoke the API\.\nFix: Name the principals, or add a condition/,
    ],
    "a separate policy that allows every account": [
      { "callers.policy": policy({ Principal: { AWS: ["*"] }, Action: ["execute-api:*"] }) },
      /callers lets everybody/,
    ],
  },
  unknown: {
    "a policy that is not known yet": [{ "api.policy": UNKNOWN }, /api: policy is not known/],
    "a policy that is not JSON": [{ "api.policy": "Statement:" }, /the resource policy is not JSON/],
  },
});
