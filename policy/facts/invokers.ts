import { V1, V2 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { routesOf } from "./http-api";
import { lambdaTarget } from "./lambda";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";

/** An integration or authorizer that invokes a function. */
export interface Invoker {
  resource: PolicyResource;
  qualifier: string | undefined;
}

/** The APIs, integrations and authorizers that invoke a function, as far as they are known. */
export function invokers(graph: Graph, target: PolicyResource): Invoker[] {
  const all = graph.once("invokers", () => {
    const found = new Map<PolicyResource, Invoker[]>();
    const paths = [
      [V1.authorizer, "authorizerUri"],
      [V1.integration, "uri"],
      [V2.authorizer, "authorizerUri"],
      [V2.integration, "integrationUri"],
    ] as const;
    for (const [type, path] of paths) {
      for (const resource of graph.all(type)) {
        const invoked = ifKnown(() => (resource.has(path) ? lambdaTarget(graph, resource, path) : undefined));
        if (invoked?.function) {
          const others = found.get(invoked.function) ?? [];
          found.set(invoked.function, [...others, { resource, qualifier: invoked.qualifier }]);
        }
      }
    }
    return found;
  });
  return all.get(target) ?? [];
}

/** The resource parts of the ARNs that calls of a route have: one for a template's own text, one for a value. */
export interface Call {
  route: string;
  arns: string[];
}

/** The calls that an HTTP or WebSocket API makes through these integrations. Calls of others, and of authorizers, are unknown. */
export function calledArns(graph: Graph, api: PolicyResource, callers: Invoker[]): Call[] {
  const id = /:([a-z0-9]+)$/.exec(api.maybeText("executionArn") ?? "")?.[1];
  if (id === undefined || api.type !== V2.api || callers.some(({ resource }) => resource.type !== V2.integration)) {
    return [];
  }
  const stages = graph
    .referring(api, V2.stage, { path: "apiId" })
    .resources.map((stage) => stage.maybeText("name"))
    .filter((name): name is string => name !== undefined);
  const keys = routeKeys(graph, api);
  return callers
    .flatMap(({ resource }) => keys.get(resource) ?? [])
    .map((key) => {
      const [method = "", path] = key.split(" ");
      const place = path === undefined ? key : `${method === "ANY" ? "GET" : method}${path}`;
      const value = place.replace(/\{[^}]+\}/g, "x");
      return { route: key, arns: stages.flatMap((stage) => [`${id}/${stage}/${place}`, `${id}/${stage}/${value}`]) };
    })
    .filter(({ arns }) => arns.length > 0);
}

/** The keys of the API's routes by the integration that they route to. */
function routeKeys(graph: Graph, api: PolicyResource): Map<PolicyResource, string[]> {
  return graph.once(`route keys of ${api.urn}`, () => {
    const keys = new Map<PolicyResource, string[]>();
    const read = (value: string): string => value.replace(/^integrations\//, "");
    for (const { key, resource } of routesOf(graph, api).routes) {
      const target =
        resource.type === V2.route
          ? ifKnown(() => graph.find(resource, { path: "target", type: V2.integration, read }))
          : undefined;
      if (target) {
        keys.set(target, [...(keys.get(target) ?? []), key]);
      }
    }
    return keys;
  });
}
