import { V1, V2 } from "../../aws/resource-types";
import type { ResourceNode } from "../../engine/graph/graph";
import type { GraphIndex } from "../../engine/graph/graph-index";

const API = V2.api;
const REST_API = V1.restApi;

/** The APIs of a graph by whether a choice between HTTP and REST is about them, by their names in the program. */
export interface ApisToChoose {
  chosen: string[];
  /** WebSocket APIs, which neither kind can stand in for. */
  leftOut: string[];
}

export function apisToChoose(index: GraphIndex): ApisToChoose {
  const [webSocket, http] = [true, false].map((wanted) =>
    index.ofType(API).filter((api) => isWebSocketApi(index, api) === wanted),
  );
  const names = (nodes: ResourceNode[] = []): string[] => nodes.map(({ name }) => name);
  return { chosen: [...names(index.ofType(REST_API)), ...names(http)], leftOut: names(webSocket) };
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
