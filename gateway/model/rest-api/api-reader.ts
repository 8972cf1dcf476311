import { V1 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { readApiIdentity } from "../shared/api-identity";
import { asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { readDefinition } from "./definition-reader";
import { readStages } from "./stage-reader";
import type { RestApiModel } from "./model";
import { resolvePermissions } from "./permissions";

/** Every REST API of the graph, from its OpenAPI body, its resources, or both. */
export function readRestApis(index: GraphIndex, functions: LambdaFunctionModel[]): RestApiModel[] {
  return index.ofType(V1.restApi).map((node) => readRestApi(index, node, functions));
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
  resolvePermissions(api, authorizers);
  return api;
}

function endpointType(index: GraphIndex, node: ResourceNode): RestApiModel["endpointType"] {
  const configuration = asObject(index.value(node, "endpointConfiguration"));
  const type = asText(configuration.types) ?? asTexts(configuration.types)[0];
  return type === "REGIONAL" || type === "PRIVATE" ? type : "EDGE";
}
