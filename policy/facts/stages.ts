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

/** Returns the settings that a REST stage gives some of its methods. What is not known is left out. */
export function pathSettingsOf(graph: Graph, stage: PolicyResource): PolicyResource[] {
  const api = ifKnown(() => graph.find(stage, { path: "restApi", type: V1.restApi }));
  const name = stage.maybeText("stageName");
  const all = api ? graph.referring(api, V1.methodSettings, { path: "restApi" }).resources : [];
  return all.filter((one) => one.maybeText("methodPath") !== "*/*" && one.maybeText("stageName") === name);
}

/** Returns the stages that a resource names and that are none of those that the stack gives the API. */
export function missingStages(
  graph: Graph,
  resource: PolicyResource,
  list: string | undefined,
  names: { api: string; stage: string },
): { api: PolicyResource; stage: string }[] {
  const count = list === undefined ? 1 : (ifKnown(() => resource.list(list).length) ?? 0);
  return Array.from({ length: count }, (_, index) => (list === undefined ? "" : `${list}.${String(index)}.`)).flatMap(
    (start) => {
      const stage = resource.maybeText(`${start}${names.stage}`);
      const id = resource.maybeText(`${start}${names.api}`);
      const api = id === undefined ? undefined : (graph.byKey(V1.restApi, "id", id) ?? graph.byKey(V2.api, "id", id));
      const known = api && stageNames(graph, api);
      return api && stage !== undefined && known && !known.includes(stage) ? [{ api, stage }] : [];
    },
  );
}

/** The names of an API's stages; undefined where the stack gives it none, or not all are known. */
function stageNames(graph: Graph, api: PolicyResource): string[] | undefined {
  const rest = api.type === V1.restApi;
  const link = { path: rest ? "restApi" : "apiId" };
  const stages = graph.referring(api, rest ? V1.stage : V2.stage, link);
  const deployments = rest ? graph.referring(api, V1.deployment, link) : { resources: [], unsure: [] };
  const names = [
    ...stages.resources.map((stage) => stage.maybeText(rest ? "stageName" : "name")),
    ...deployments.resources.filter((one) => one.has("stageName")).map((one) => one.maybeText("stageName")),
    ...(!rest && api.has("target") ? ["$default"] : []),
  ];
  const complete = names.length > 0 && stages.unsure.length === 0 && deployments.unsure.length === 0;
  return complete && names.every((name) => name !== undefined) ? names : undefined;
}
