import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { isEverybody, policyStatements } from "../../facts/resource-policy";

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
    const statements = policyStatements(resource.text("policy"));
    const denied = statements.some(({ effect, conditions }) => effect === "Deny" && conditions.length > 0);
    for (const { effect, principal, actions, conditions } of statements) {
      const invokes = actions.some((action) => action === "*" || /^execute-api:(\*|Invoke)$/i.test(action));
      if (effect === "Allow" && invokes && isEverybody(principal) && conditions.length === 0 && !denied) {
        report(
          `The resource policy of ${resource.name} lets everybody invoke the API.`,
          "Name the principals, or add a condition.",
        );
      }
    }
  },
});
