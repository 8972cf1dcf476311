import { isAllowed } from "../../facts/allowed-routes";
import { securitySchemesOf } from "../../../aws/openapi";
import { V1 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { type ApiBody, apiBody, type Operation, securityOf } from "../../facts/open-api";
import { acceptReasons, reportOpen } from "../../pack/open-reasons";
import { texts } from "../../pack/option";
import { resourceOf, resourcePath } from "../../facts/rest-resources";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";
import { fieldsAt } from "../../graph/value";

export const methodAuthorized = stackRule({
  name: "method-authorized",
  title: "Every REST method is authorized",
  description: "No REST method but OPTIONS is open, unless it is allowed by name or the program says why.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: 'A method with authorization NONE answers anybody on the internet. An API key is no authorization: it is sent by many clients and cannot be checked against a user. Methods have no field for a reason, so the rule takes it from the output `authorizationCoverage` of a component around the API, as RestApi has it: `{ decisions: [{ authorizationType: "NONE", reason, routeKeys }] }`.',
  fix: "Set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS, or say in the program or in this rule's settings why the method is open.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  equivalents: ["CKV_AWS_59", "AVD-AWS-0004", "AwsSolutions-APIG4"],
  examples: {
    fails: `new apigateway.Method("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  authorization: "NONE",
});`,
    passes: `new apigateway.Method("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  authorization: "AWS_IAM",
});`,
  },
  options: {
    allowed: texts(["GET /health"], "Methods that may be open, such as `GET /health`; `*` stands for any characters."),
    acceptReasons,
  },
  types: [V1.method, V1.restApi],
  check(resource, findings) {
    const open = resource.type === V1.method ? openMethod(resource, findings.graph) : openOperations(resource);
    for (const { key, finding, fix } of open) {
      if (!isAllowed(key, findings.settings.allowed)) {
        reportOpen(
          resource,
          key,
          { finding, fix: `${fix}, or add "${key}" to this rule's allowed methods.` },
          findings,
        );
      }
    }
  },
});

interface OpenMethod {
  key: string;
  finding: string;
  /** The fix, without the full stop. */
  fix: string;
}

function openMethod(resource: PolicyResource, graph: Graph): OpenMethod[] {
  const method = resource.text("httpMethod") ?? "";
  if (method === "OPTIONS" || (resource.text("authorization") ?? "NONE") !== "NONE") {
    return [];
  }
  const pathResource = resourceOf(graph, resource);
  const path = pathResource ? (resourcePath(graph, pathResource) ?? `/${pathResource.text("pathPart") ?? ""}`) : "/";
  const key = `${method} ${path}`;
  const anybody = resource.flag("apiKeyRequired") ? "anybody with an API key, which many share" : "anybody";
  const fix = "Set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS";
  return [{ key, finding: `${key} is open to ${anybody}.`, fix }];
}

function openOperations(api: PolicyResource): OpenMethod[] {
  const body = apiBody(api);
  return (body?.operations ?? [])
    .filter((operation) => operation.method !== "OPTIONS" && body && !isAuthorized(body, operation))
    .map(({ method, path }) => {
      const key = `${method} ${path}`;
      const finding = `${key} of the OpenAPI body is open to anybody.`;
      return { key, finding, fix: "Give it a security scheme with an authorizer" };
    });
}

function isAuthorized(body: ApiBody, operation: Operation): boolean {
  const schemes = securitySchemesOf(body.document);
  const explicit = fieldsAt(operation.fields, "x-amazon-apigateway-auth")?.type;
  return (
    (typeof explicit === "string" && explicit.toUpperCase() !== "NONE") ||
    securityOf(body, operation).some(
      (name) =>
        fieldsAt(schemes, name, "x-amazon-apigateway-authorizer") !== undefined ||
        fieldsAt(schemes, name)?.["x-amazon-apigateway-authtype"] !== undefined,
    )
  );
}
