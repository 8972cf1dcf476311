import { parseArn } from "../../../aws/arn";
import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const lambdaIntegrationUri = resourceRule({
  name: "lambda-integration-uri",
  title: "Lambda is named by its invoke ARN",
  description: "REST integrations with Lambda and Lambda authorizers use invokeArn, not arn.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "The URI of a REST integration and of an authorizer is the path of Lambda's own API, arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations. API Gateway refuses a function's ARN in its place: \"Invalid ARN specified in the request\".",
  fix: "Use the function's or alias's invokeArn.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Integration("orders", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: handler.arn,
});`,
    passes: `new apigateway.Integration("orders", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: handler.invokeArn,
});`,
  },
  options: {},
  types: [V1.authorizer, V1.integration, V2.authorizer],
  check(resource, { report }) {
    const path = resource.type === V1.integration ? "uri" : "authorizerUri";
    if (resource.type === V1.integration && !(resource.text("type") ?? "").startsWith("AWS")) {
      return;
    }
    if (parseArn(resource.text(path) ?? "")?.service === "lambda") {
      report(
        `${path} of ${resource.name} is a function's ARN, which API Gateway refuses here.`,
        "Use the function's invokeArn.",
      );
    }
  },
});
