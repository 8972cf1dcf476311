import type { ResourceNode } from "../../../engine/graph/graph";
import { readApiIdentity } from "../shared/api-identity";
import { asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { type InvokePermission, type LambdaFunctionModel, mayInvoke } from "../shared/lambda-function";
import { readDefinition } from "./definition-reader";
import { readStages } from "./stage-reader";
import type { RestApiModel } from "./model";
import type { RestAuthorizerModel } from "./authorizer-model";
import type { RestMethodModel } from "./definition-model";

/** Every REST API of the graph, from its OpenAPI body, its resources, or both. */
export function readRestApis(index: GraphIndex, functions: LambdaFunctionModel[]): RestApiModel[] {
  return index.ofType("aws:apigateway/restApi:RestApi").map((node) => readRestApi(index, node, functions));
}

function readRestApi(index: GraphIndex, node: ResourceNode, functions: LambdaFunctionModel[]): RestApiModel {
  const identity = readApiIdentity(index, node);
  const { id } = identity;
  const { definition, authorizers, ...imported } = readDefinition(index, node, { node, id }, functions);
  const own = node.inputs.apiKeySource === undefined ? undefined : index.text(node, "apiKeySource");
  const api: RestApiModel = {
    kind: "rest",
    ...identity,
    endpointType: endpointType(index, node),
    disableExecuteApiEndpoint:
      index.value(node, "disableExecuteApiEndpoint") === true || imported.endpointDisabled === true,
    apiKeySource: (own ?? imported.apiKeySource) === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
    definition,
    stages: readStages(index, { node, id }, definition),
  };
  for (const method of definition.methods) {
    method.invokePermission = methodPermission(api, method, node.urn);
    if (method.invokePermission === "missing") {
      const name = method.integration?.lambda?.function?.name ?? "";
      const fix = `add an aws.lambda.Permission with function "${name}", principal "apigateway.amazonaws.com" and sourceArn "${api.executionArn}/*"`;
      index.problem(
        node,
        "error",
        `"${method.routeKey}": API Gateway may not invoke ${name}, so AWS answers 500; ${fix}.`,
      );
    }
  }
  for (const authorizer of authorizers) {
    grantAuthorizer(api, authorizer, node.urn);
  }
  return api;
}

function endpointType(index: GraphIndex, node: ResourceNode): RestApiModel["endpointType"] {
  const configuration = asObject(index.value(node, "endpointConfiguration"));
  const type = asText(configuration.types) ?? asTexts(configuration.types)[0];
  return type === "REGIONAL" || type === "PRIVATE" ? type : "EDGE";
}

/** The source ARN of a call is `<execution ARN>/<stage>/<method>/<path>`, with `*` where the method is ANY. */
function methodPermission(api: RestApiModel, method: RestMethodModel, urn: string): InvokePermission {
  const target = method.integration?.lambda;
  if (target === undefined || method.integration?.credentialsArn !== undefined) {
    return "notNeeded";
  }
  if (target.function === undefined) {
    return "unknown";
  }
  const verb = method.httpMethod === "ANY" ? "*" : method.httpMethod;
  const stages = api.stages.length === 0 ? ["test-invoke-stage"] : api.stages.map(({ name }) => name);
  const path = method.path.replace(/\{[^}]+\}/g, "*");
  const arns = stages.map((stage) => `${api.executionArn}/${stage}/${verb}${path}`);
  return mayInvoke(target, { arns, urns: [urn, ...api.stages.map((stage) => stage.urn)] }) ? "allowed" : "missing";
}

function grantAuthorizer(api: RestApiModel, authorizer: RestAuthorizerModel, urn: string): void {
  if (authorizer.type === "COGNITO_USER_POOLS") {
    return;
  }
  if (authorizer.credentialsArn !== undefined || authorizer.lambda.function === undefined) {
    authorizer.invokePermission = authorizer.credentialsArn === undefined ? "unknown" : "notNeeded";
    return;
  }
  const arns = [`${api.executionArn}/authorizers/${authorizer.id}`];
  authorizer.invokePermission = mayInvoke(authorizer.lambda, { arns, urns: [urn, authorizer.urn] })
    ? "allowed"
    : "missing";
}
