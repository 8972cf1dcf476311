import { V1, V2 } from "../../aws/resource-types";
import type { ResourceNode } from "../../engine/graph/graph";
import type { GraphIndex } from "../../engine/graph/graph-index";

const API = V2.api;
const REST_API = V1.restApi;

/** The APIs of a graph by whether a choice between HTTP and REST is about them. */
export interface ApisToChoose {
  chosen: ResourceNode[];
  /** WebSocket APIs, which neither kind can stand in for. */
  leftOut: string[];
}

export function apisToChoose(index: GraphIndex): ApisToChoose {
  const [webSocket, http] = [true, false].map((wanted) =>
    index.ofType(API).filter((api) => isWebSocketApi(index, api) === wanted),
  );
  return {
    chosen: [...index.ofType(REST_API), ...(http ?? [])],
    leftOut: (webSocket ?? []).map(({ name }) => name),
  };
}

/** Returns the APIs that a resource belongs to or serves; every REST API for an API key, which plans alone join to one. */
export function apisOf(index: GraphIndex, node: ResourceNode): ResourceNode[] {
  const apis = [...index.ofType(REST_API), ...index.ofType(API)];
  if (apis.includes(node)) {
    return [node];
  }
  for (const property of ["restApi", "restApiId", "apiId"]) {
    const api = index.target(node, property, apis, (candidate, id) => index.id(candidate) === id);
    if (api !== undefined) {
      return [api];
    }
  }
  const known = JSON.stringify([index.value(node, "apiStages"), index.value(node, "resourceArn")]);
  const named = apis.filter((api) => known.includes(index.id(api) ?? api.urn) || node.dependencies.includes(api.urn));
  return named.length > 0 ? named : index.ofType(REST_API);
}

/** Returns whether a resource is a WebSocket API or a part of one, such as its `$default` route, which means another thing there. */
export function isOfWebSocketApi(index: GraphIndex, node: ResourceNode): boolean {
  if (node.type === API) {
    return isWebSocketApi(index, node);
  }
  const api = index.target(node, "apiId", index.ofType(API), (candidate, id) => index.id(candidate) === id);
  return api !== undefined && isWebSocketApi(index, api);
}

function isWebSocketApi(index: GraphIndex, api: ResourceNode): boolean {
  return index.text(api, "protocolType") === "WEBSOCKET";
}
