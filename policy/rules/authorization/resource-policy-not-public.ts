import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { apiBody } from "../../facts/open-api";
import {
  documentStatements,
  limitsCallers,
  type PolicyCondition,
  policyStatements,
  type Statement,
} from "../../facts/resource-policy";

const FIX = "Name the principals, or add a condition.";

export const resourcePolicyNotPublic = resourceRule({
  name: "resource-policy-not-public",
  title: "A resource policy limits who may call",
  description: "A REST API's resource policy does not let everybody invoke it without a condition.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "A statement that allows every principal without a condition makes the policy say nothing, unless another statement denies with one.",
  fix: "Name the principals, or add a condition (aws:SourceVpce, aws:SourceIp, aws:PrincipalOrgID).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html",
  equivalents: ["CKV2_AWS_70"],
  examples: {
    fails: `new apigateway.RestApiPolicy("callers", {
  restApiId: api.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }],
  }),
});`,
    passes: `new apigateway.RestApiPolicy("callers", {
  restApiId: api.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
      },
    ],
  }),
});`,
  },
  options: {},
  types: [V1.restApi, V1.restApiPolicy],
  check(resource, { report }) {
    const body = resource.type === V1.restApi ? apiBody(resource)?.document["x-amazon-apigateway-policy"] : undefined;
    if (isPublic(policyStatements(resource.text("policy")))) {
      report(`The resource policy of ${resource.name} lets everybody invoke the API.`, FIX);
    } else if (isPublic(documentStatements(body))) {
      report(`The resource policy in the OpenAPI body of ${resource.name} lets everybody invoke the API.`, FIX);
    }
  },
});

/** Returns true where a statement lets everybody in, and no other keeps callers out of the whole API. */
function isPublic(statements: Statement[]): boolean {
  const ofEverybody = statements.filter(({ everybody, invokes }) => everybody && invokes);
  const allows = ofEverybody.some(({ effect, conditions }) => effect === "Allow" && !conditions.some(limitsCallers));
  const denies = ofEverybody.some(
    ({ effect, everything, conditions }) =>
      effect === "Deny" && everything && (conditions.length === 0 || conditions.every(deniesCallers)),
  );
  return allows && !denies;
}

/** A condition on every address denies nobody where it is negated, and everybody where it is not. */
function deniesCallers(condition: PolicyCondition): boolean {
  return limitsCallers(condition) || (condition.key === "aws:sourceip" && /^IpAddress/i.test(condition.operator));
}
