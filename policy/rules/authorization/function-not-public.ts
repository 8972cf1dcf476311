import { LAMBDA } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

/** The properties that narrow a permission for everybody. A function URL has an authorization type of its own. */
const LIMITS = ["sourceArn", "sourceAccount", "principalOrgId", "functionUrlAuthType"];

export const functionNotPublic = resourceRule({
  name: "function-not-public",
  title: "A function's permission does not let everybody in",
  description: "A Lambda permission with the principal * is limited to a source or an organization.",
  severity: "critical",
  category: "security",
  blocks: "production",
  why: "A principal of * without a condition lets every AWS account invoke the function directly, past the API and its authorizers.",
  fix: "Set principal to apigateway.amazonaws.com with the API's execution ARN as sourceArn.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  equivalents: ["CKV_AWS_301", "Lambda.1"],
  examples: {
    fails: `new lambda.Permission("orders", { action: "lambda:InvokeFunction", function: orders.name, principal: "*" });`,
    passes: `new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\`,
});`,
  },
  options: {},
  types: [LAMBDA.permission],
  check(permission, { report }) {
    if (permission.text("principal") === "*" && !LIMITS.some((limit) => permission.has(limit))) {
      report(
        `The permission ${permission.name} lets every AWS account invoke the function.`,
        'Set principal to "apigateway.amazonaws.com", and sourceArn to the API\'s executionArn followed by /*/*.',
      );
    }
  },
});
