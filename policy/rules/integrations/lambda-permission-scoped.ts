import { LAMBDA } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { ifKnown } from "../../graph/unknown";

export const lambdaPermissionScoped = resourceRule({
  name: "lambda-permission-scoped",
  title: "A function lets one API in",
  description: "A Lambda permission for API Gateway names the API, stage or route in its source ARN.",
  severity: "high",
  category: "security",
  blocks: "production",
  advice:
    "a permission with `sourceAccount` and no `sourceArn`. It lets in every API of one account, which may be the team's own.",
  why: "Without a source ARN every API in every AWS account may invoke the function, and the function's own API's authorizer does not matter.",
  fix: "Set sourceArn to the API's execution ARN followed by the stage and route, such as `${api.executionArn}/*/*`.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html",
  equivalents: ["CKV_AWS_364", "AVD-AWS-0067"],
  examples: {
    fails: `new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
});`,
    passes: `new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\`,
});`,
  },
  options: {},
  types: [LAMBDA.permission],
  check(permission, { report, reportAdvisory }) {
    if (permission.text("principal") !== "apigateway.amazonaws.com") {
      return;
    }
    const fix = "Set sourceArn to the API's executionArn followed by /*/*.";
    if (!permission.has("sourceArn") && permission.has("sourceAccount")) {
      const account = permission.maybeText("sourceAccount");
      reportAdvisory(
        `The permission ${permission.name} lets every API of the account${account === undefined ? "" : ` ${account}`} invoke the function.`,
        fix,
      );
      return;
    }
    if (!permission.has("sourceArn")) {
      report(`The permission ${permission.name} lets every API of every account invoke the function.`, fix);
      return;
    }
    const source = ifKnown(() => permission.text("sourceArn"));
    if (source !== undefined && (source === "*" || /^arn:[^:]*:execute-api:[^:]*:[^:]*:\*/.test(source))) {
      report(`The permission ${permission.name} lets any API invoke the function (${source}).`, fix);
    }
  },
});
