import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { readApiIdentity } from "../shared/api-identity";
import { API_TYPE } from "../http-api/parts";
import { readStage } from "../http-api/stage-reader";
import { asList, asObject, asText, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import type { WebSocketApiModel, WebSocketStageModel } from "./model";
import { readAuthorizers, readIntegrations, readRoutes } from "./part-reader";
import { belongsTo } from "./parts";
import { readModels } from "./validation-reader";
import { resolvePermissions } from "./permissions";

/** Every WebSocket API of the graph. */
export function readWebSocketApis(index: GraphIndex, functions: LambdaFunctionModel[]): WebSocketApiModel[] {
  return index
    .ofType(API_TYPE)
    .filter((node) => index.text(node, "protocolType") === "WEBSOCKET")
    .map((node) => readWebSocketApi(index, node, functions));
}

function readWebSocketApi(index: GraphIndex, node: ResourceNode, functions: LambdaFunctionModel[]): WebSocketApiModel {
  const api: WebSocketApiModel = {
    kind: "websocket",
    ...readApiIdentity(index, node),
    routeSelectionExpression: index.text(node, "routeSelectionExpression") ?? "$request.body.action",
    apiKeySource: readApiKeySource(index, node),
    routes: [],
    integrations: [],
    authorizers: [],
    stages: [],
  };
  readAuthorizers(index, api, functions);
  readIntegrations(index, api, functions);
  readRoutes(index, api, readModels(index, api));
  readStages(index, api);
  resolvePermissions(api);
  return api;
}

const KEY_OF_AUTHORIZER = "$context.authorizer.usageIdentifierKey";
const KEY_OF_HEADER = "$request.header.x-api-key";

function readApiKeySource(index: GraphIndex, node: ResourceNode): WebSocketApiModel["apiKeySource"] {
  const expression = index.text(node, "apiKeySelectionExpression") ?? KEY_OF_HEADER;
  if (expression !== KEY_OF_AUTHORIZER && expression !== KEY_OF_HEADER) {
    const text = `apiKeySelectionExpression is "${expression}"; AWS supports "${KEY_OF_HEADER}" and "${KEY_OF_AUTHORIZER}".`;
    index.problem(node, "error", text);
  }
  return expression === KEY_OF_AUTHORIZER ? "AUTHORIZER" : "HEADER";
}

function readStages(index: GraphIndex, api: WebSocketApiModel): void {
  for (const node of index.ofType(V2.stage).filter((part) => belongsTo(index, api, part))) {
    const settings = [
      asObject(index.value(node, "defaultRouteSettings")),
      ...asList(index.value(node, "routeSettings")).map(asObject),
    ];
    const stage: WebSocketStageModel = {
      ...readStage(index, node),
      dataTrace: settings.some(({ dataTraceEnabled }) => dataTraceEnabled === true),
    };
    if (asText(index.value(node, "name")) === "$default") {
      index.problem(node, "error", 'a WebSocket API has no stage "$default"; give the stage a name of its own.');
    }
    api.stages.push(stage);
  }
}
