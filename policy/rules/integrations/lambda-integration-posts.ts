import { isInvokeUri } from "../../../aws/lambda-arn";
import { V1, V2 } from "../../../aws/resource-types";
import { apiBody } from "../../facts/open-api";
import { resourceRule } from "../../pack/rule";

export const lambdaIntegrationPosts = resourceRule({
  name: "lambda-integration-posts",
  title: "Lambda integrations post",
  description: "An integration with Lambda has the integration method POST.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "Lambda is invoked by POST, whatever the method of the request. With another integration method every call answers 500.",
  fix: 'Set integrationHttpMethod to "POST".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Integration("orders", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  type: "AWS_PROXY",
  integrationHttpMethod: "GET",
  uri: handler.invokeArn,
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
  types: [V1.integration, V1.restApi, V2.integration],
  check(resource, { report }) {
    if (resource.type === V2.integration) {
      const proxies = resource.text("integrationType") === "AWS_PROXY" && !resource.has("integrationSubtype");
      const given = proxies ? (resource.text("integrationMethod") ?? "POST") : "POST";
      if (given !== "POST") {
        report(
          `The Lambda integration ${resource.name} has the integration method ${given}, and Lambda is invoked by POST.`,
          'Set integrationMethod to "POST".',
        );
      }
      return;
    }
    if (resource.type === V1.integration) {
      const type = resource.text("type");
      const lambda = type === "AWS_PROXY" || (type === "AWS" && isInvokeUri(resource.text("uri") ?? ""));
      const method = lambda ? (resource.text("integrationHttpMethod") ?? "none") : "POST";
      if (method !== "POST") {
        report(
          `The Lambda integration ${resource.name} has the integration method ${method}, and Lambda is invoked by POST.`,
          'Set integrationHttpMethod to "POST".',
        );
      }
      return;
    }
    for (const { path, method, integration } of apiBody(resource)?.operations ?? []) {
      const type = (typeof integration?.type === "string" ? integration.type : "").toLowerCase();
      const uri = typeof integration?.uri === "string" ? integration.uri : "";
      const posts = (typeof integration?.httpMethod === "string" ? integration.httpMethod : "none").toUpperCase();
      if ((type === "aws_proxy" || (type === "aws" && isInvokeUri(uri))) && posts !== "POST") {
        report(
          `The Lambda integration of ${method} ${path} has the integration method ${posts}, and Lambda is invoked by POST.`,
          'Set its httpMethod to "POST".',
        );
      }
    }
  },
  remediate(properties, resource) {
    if (resource.type === V1.integration && resource.text("type") === "AWS_PROXY") {
      properties.integrationHttpMethod = "POST";
    }
  },
});
