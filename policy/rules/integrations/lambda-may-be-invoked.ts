import { LAMBDA, V1, V2 } from "../../../aws/resource-types";
import { lambdaTarget, uriTarget } from "../../facts/lambda";
import { bodyInvokers } from "../../facts/open-api";
import { gatewayPermissions, permittedApi } from "../../facts/permissions";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { Undecided } from "../../graph/unknown";
import { stackRule } from "../../pack/rule";

export const lambdaMayBeInvoked = stackRule({
  name: "lambda-may-be-invoked",
  title: "API Gateway may invoke the functions that it calls",
  description: "Every function of the stack behind an integration or authorizer has a permission for API Gateway.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "Without a permission (or a role in credentials) Lambda refuses API Gateway, and every call answers 500 while the function's own log stays empty.",
  fix: "Add a lambda.Permission for the principal apigateway.amazonaws.com with the API's execution ARN as the source.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});`,
    passes: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});
new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\`,
});`,
  },
  options: {},
  types: [V1.authorizer, V1.integration, V1.restApi, V2.api, V2.authorizer, V2.integration],
  check(resource, { graph, report }) {
    for (const { what, target, api, id } of calls(graph, resource)) {
      const given = gatewayPermissions(graph).of.get(target) ?? [];
      if (given.some(({ resource: permission }) => fits(graph, permission, { api, id }))) {
        continue;
      }
      if (gatewayPermissions(graph).unsure.length > 0) {
        throw new Undecided("function of a permission is not known before the deployment");
      }
      const others = given.length > 0 ? ", and its permissions are for other APIs" : "";
      report(
        `${what} invokes ${target.name}, which does not let ${api?.name ?? "the API"} in${others}.`,
        "Add a lambda.Permission for apigateway.amazonaws.com with the API's executionArn followed by /*/* as sourceArn.",
      );
    }
  },
});

/** A call of a function of the stack that needs a permission. */
interface FunctionCall {
  what: string;
  target: PolicyResource;
  api: PolicyResource | undefined;
  /** The API's id, where it is known. */
  id: string | undefined;
}

function calls(graph: Graph, resource: PolicyResource): FunctionCall[] {
  if (resource.type === V1.restApi || resource.type === V2.api) {
    return callsOfApi(graph, resource);
  }
  const target = targetOf(graph, resource);
  if (!target) {
    return [];
  }
  const isRest = resource.type === V1.authorizer || resource.type === V1.integration;
  const api = graph.find(resource, isRest ? { path: "restApi", type: V1.restApi } : { path: "apiId", type: V2.api });
  const id = api?.maybeText("id") ?? resource.maybeText(isRest ? "restApi" : "apiId");
  return [{ what: resource.name, target, api, id }];
}

/** The calls of a body's operations and authorizers, and of the route that a quick create makes. */
function callsOfApi(graph: Graph, api: PolicyResource): FunctionCall[] {
  const id = api.maybeText("id");
  const quick =
    api.type === V2.api && api.has("target") && !api.has("credentialsArn")
      ? lambdaTarget(graph, api, "target")?.function
      : undefined;
  const described = bodyInvokers(api)
    .filter(({ fields }) => fields.credentials === undefined && fields.authorizerCredentials === undefined)
    .map(({ what, uri }) => ({ what: `${what} of ${api.name}`, target: uriTarget(graph, uri)?.function }));
  return [{ what: api.name, target: quick }, ...described].flatMap(({ what, target }) =>
    target ? [{ what, target, api, id }] : [],
  );
}

/** The function that an integration or authorizer invokes without a role of its own. */
function targetOf(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  const isRest = resource.type === V1.authorizer || resource.type === V1.integration;
  const isAuthorizer = resource.type === V1.authorizer || resource.type === V2.authorizer;
  const path = isAuthorizer ? "authorizerUri" : isRest ? "uri" : "integrationUri";
  const credentials = isAuthorizer
    ? isRest
      ? "authorizerCredentials"
      : "authorizerCredentialsArn"
    : isRest
      ? "credentials"
      : "credentialsArn";
  const proxies = isAuthorizer || (resource.text(isRest ? "type" : "integrationType") ?? "").startsWith("AWS");
  if (!proxies || !resource.has(path) || resource.has(credentials)) {
    return undefined;
  }
  // An AWS integration whose URI is not known and depends on no function calls another service.
  const sources = graph.dependencies(resource, path).map(({ type }) => type);
  if (
    !isAuthorizer &&
    resource.isUnknown(path) &&
    sources.length > 0 &&
    !sources.some((type) => type === LAMBDA.alias || type === LAMBDA.function)
  ) {
    return undefined;
  }
  return lambdaTarget(graph, resource, path)?.function;
}

function fits(graph: Graph, permission: PolicyResource, { api, id }: Pick<FunctionCall, "api" | "id">): boolean {
  if (permission.isUnknown("sourceArn")) {
    const apis = graph
      .dependencies(permission, "sourceArn")
      .filter(({ type }) => type === V1.restApi || type === V2.api);
    return apis.length === 0 || api === undefined || apis.includes(api);
  }
  const permitted = permittedApi(permission);
  // A source ARN of another form is what permission-matches is about.
  return permitted === undefined || permitted === "*" || id === undefined || permitted === id;
}
