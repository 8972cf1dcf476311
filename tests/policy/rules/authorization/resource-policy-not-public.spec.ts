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

const elsewhere = { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } };
const deny = (statement: object) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "*",
  ...statement,
});

describeRule(resourcePolicyNotPublic, {
  baseline: {
    api: { type: V1.restApi, props: { policy: policy({ Condition: condition }) } },
    callers: {
      type: V1.restApiPolicy,
      props: { policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    },
  },
  passes: {
    "everybody allowed and everybody denied": { "api.policy": policy({}, deny({})) },
    "an allow list of addresses": {
      "api.policy": policy({}, deny({ Resource: "execute-api:/*/*/*", Condition: elsewhere })),
    },
    "every action but Invoke": { "api.policy": policy({ Action: undefined, NotAction: "execute-api:*" }) },
    "a policy of principals in the OpenAPI body": {
      "api.policy": "",
      "api.body": JSON.stringify({
        "x-amazon-apigateway-policy": JSON.parse(policy({ Principal: { AWS: "111122223333" } })) as object,
        paths: {},
      }),
    },
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
    "a Deny of one method": [
      { "api.policy": policy({}, deny({ Resource: "execute-api:/live/DELETE/*", Condition: elsewhere })) },
      /policy of api lets everybody/,
    ],
    "a Deny of what is not encrypted": [
      { "api.policy": policy({}, deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } })) },
      /policy of api lets everybody/,
    ],
    "a condition on every address": [
      { "api.policy": policy({ Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } } }) },
      /policy of api lets everybody/,
    ],
    "a Deny of no address": [
      { "api.policy": policy({}, deny({ Condition: { NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } } })) },
      /policy of api lets everybody/,
    ],
    "everybody but one": [
      { "api.policy": policy({ Principal: undefined, NotPrincipal: { AWS: "111122223333" } }) },
      /policy of api lets everybody/,
    ],
    "every action but one": [
      { "api.policy": policy({ Action: undefined, NotAction: "execute-api:ManageConnections" }) },
      /policy of api lets everybody/,
    ],
    "an action with a star in it": [
      { "api.policy": policy({ Action: "execute-api:Inv*" }) },
      /policy of api lets everybody/,
    ],
    "a policy in the OpenAPI body": [
      {
        "api.policy": "",
        "api.body": JSON.stringify({ "x-amazon-apigateway-policy": JSON.parse(policy({})) as object, paths: {} }),
      },
      /policy in the OpenAPI body of api lets everybody invoke the API\.\nFix: Name the principals/,
    ],
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
