import { V1, V2 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { routesOf } from "./http-api";
import { lambdaTarget, uriTarget } from "./lambda";
import { bodyInvokers } from "./open-api";
import { pathOf } from "./rest-resources";
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

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Returns the calls that an API makes through these integrations. Calls of others, and of authorizers, are unknown. */
export function calledArns(graph: Graph, api: PolicyResource, target: PolicyResource, callers: Invoker[]): Call[] {
  const id = /:([a-z0-9]+)$/.exec(api.maybeText("executionArn") ?? "")?.[1];
  const rest = api.type === V1.restApi;
  const type = rest ? V1.integration : V2.integration;
  if (id === undefined || callers.some(({ resource }) => resource.type !== type)) {
    return [];
  }
  const stages = graph
    .referring(api, rest ? V1.stage : V2.stage, { path: rest ? "restApi" : "apiId" })
    .resources.map((stage) => stage.maybeText(rest ? "stageName" : "name"))
    .filter((name): name is string => name !== undefined);
  const own = callers.flatMap(({ resource }) =>
    rest ? restKeys(graph, api, resource) : (routeKeys(graph, api).get(resource) ?? []),
  );
  const described = ifKnown(() => bodyInvokers(api)) ?? [];
  const invoking = described.filter(({ uri }) => uriTarget(graph, uri)?.function === target);
  if (invoking.some(({ isAuthorizer }) => isAuthorizer)) {
    return [];
  }
  const keys = [...own, ...invoking.map(({ what }) => what)];
  return keys
    .map((key) => ({
      route: key,
      arns: stages.flatMap((stage) => places(key).map((place) => `${id}/${stage}/${place}`)),
    }))
    .filter(({ arns }) => arns.length > 0);
}

/** The ends of the ARNs that calls of a route may have: for each method, with the template's text and with a value. */
function places(key: string): string[] {
  const [method = "", path] = key.split(" ");
  const all = path === undefined ? [key] : (method === "ANY" ? METHODS : [method]).map((one) => `${one}${path}`);
  return all.flatMap((place) => [place, place.replace(/\{[^}]+\}/g, "x")]);
}

function restKeys(graph: Graph, api: PolicyResource, integration: PolicyResource): string[] {
  if (ifKnown(() => graph.find(integration, { path: "restApi", type: V1.restApi })) !== api) {
    return [];
  }
  const method = integration.maybeText("httpMethod");
  const path = pathOf(graph, integration);
  return method === undefined || path === undefined ? [] : [`${method} ${path}`];
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
