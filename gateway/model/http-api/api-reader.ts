import { defined } from "../../../language/defined";
import type { ResourceNode } from "../../../engine/graph/graph";
import { type ApiIdentity, readApiIdentity } from "../shared/api-identity";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { API_TYPE, ROUTE_TYPE, readCors } from "./parts";
import type { HttpApiModel } from "./model";
import { resolvePermissions } from "./permissions";
import { readAuthorizers, readIntegrations, readRoutes } from "./route-reader";
import { readStages } from "./stage-reader";
import { readOpenApiBody } from "./openapi-reader";
import { readQuickCreate } from "./quick-create";

/** Every HTTP API of the graph, those included that the graph only adds routes to. */
export function readHttpApis(index: GraphIndex, functions: LambdaFunctionModel[]): HttpApiModel[] {
  const nodes = index.ofType(API_TYPE);
  const isHttp = (node: ResourceNode) => (index.text(node, "protocolType") ?? "HTTP") === "HTTP";
  const apis = nodes.filter(isHttp).map((node) => readHttpApi(index, node, functions));
  return [...apis, ...adoptedApis(index, nodes, functions)];
}

function readHttpApi(index: GraphIndex, node: ResourceNode, functions: LambdaFunctionModel[]): HttpApiModel {
  const cors = readCors(index.value(node, "corsConfiguration"));
  const api: HttpApiModel = defined({
    ...emptyApi(readApiIdentity(index, node)),
    disableExecuteApiEndpoint: index.value(node, "disableExecuteApiEndpoint") === true,
    cors,
  });
  readOpenApiBody(index, node, api, functions);
  readQuickCreate(index, node, api, functions);
  return readParts(index, api, functions);
}

function readParts(index: GraphIndex, api: HttpApiModel, functions: LambdaFunctionModel[]): HttpApiModel {
  readAuthorizers(index, api, functions);
  readIntegrations(index, api, functions);
  readRoutes(index, api);
  readStages(index, api);
  resolvePermissions(api);
  return api;
}

/** APIs that the program names by id alone: what it adds to them is served, what they have besides is unknown. */
function adoptedApis(index: GraphIndex, nodes: ResourceNode[], functions: LambdaFunctionModel[]): HttpApiModel[] {
  const known = new Set(nodes.map((node) => index.id(node)));
  const adopted = new Map<string, ResourceNode>();
  for (const part of index.ofType(ROUTE_TYPE)) {
    const id = index.text(part, "apiId");
    if (id !== undefined && !known.has(id) && !adopted.has(id) && isHttpRoute(index, part)) {
      adopted.set(id, part);
    }
  }
  return [...adopted].map(([id, part]) => readParts(index, emptyApi(readApiIdentity(index, part, id, id)), functions));
}

function emptyApi(identity: ApiIdentity): HttpApiModel {
  return {
    kind: "http",
    ...identity,
    disableExecuteApiEndpoint: false,
    routes: [],
    integrations: [],
    authorizers: [],
    stages: [],
  };
}

/** WebSocket routes have no path. */
function isHttpRoute(index: GraphIndex, route: ResourceNode): boolean {
  return index.text(route, "routeKey")?.includes(" /") === true;
}
