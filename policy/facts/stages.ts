import { V1, V2 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";

/** Returns the settings that a REST stage gives all its methods (`methodPath` is `*\/*`). Throws `Undecided` where there may be some that are not known yet. */
export function methodSettingsOf(graph: Graph, stage: PolicyResource): PolicyResource[] {
  const api = graph.find(stage, { path: "restApi", type: V1.restApi });
  const { resources, unsure } = api
    ? graph.referring(api, V1.methodSettings, { path: "restApi" })
    : {
        resources: graph
          .all(V1.methodSettings)
          .filter((one) => ifKnown(() => one.text("restApi")) === stage.text("restApi")),
        unsure: [],
      };
  const name = stage.text("stageName");
  const found = resources.filter((one) => one.text("methodPath") === "*/*" && one.text("stageName") === name);
  if (found.length === 0 && unsure.length > 0) {
    throw new Undecided("restApi of a MethodSettings is not known before the deployment");
  }
  return found;
}

/** Returns true for a stage, route or authorizer of a WebSocket API; undefined where the API is not in the stack. */
export function isWebSocket(graph: Graph, part: PolicyResource): boolean | undefined {
  const api = graph.find(part, { path: "apiId", type: V2.api });
  const protocol = api?.text("protocolType");
  return protocol === undefined ? undefined : protocol === "WEBSOCKET";
}
