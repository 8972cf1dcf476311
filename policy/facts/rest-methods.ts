import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";
import { resourceKey } from "./rest-resources";

/** The resources of a type on one method of a REST API. */
export interface MethodParts {
  /** In the order of their names. */
  parts: PolicyResource[];
  /** False where one of the type may be on the method as well: its place is not known. */
  isComplete: boolean;
}

/** Returns the resources of the type that are on the same method as a resource; undefined where its own place is not known. */
export function onSameMethod(graph: Graph, of: PolicyResource, type: string): MethodParts | undefined {
  const key = methodKey(graph, of);
  const { byKey, unsure } = graph.once(`methods of ${type}`, () => keyed(graph, type));
  return key === undefined ? undefined : { parts: byKey.get(key) ?? [], isComplete: !unsure };
}

function keyed(graph: Graph, type: string): { byKey: Map<string, PolicyResource[]>; unsure: boolean } {
  const byKey = new Map<string, PolicyResource[]>();
  let unsure = false;
  for (const one of graph.all(type)) {
    const key = methodKey(graph, one);
    unsure ||= key === undefined;
    if (key !== undefined) {
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
    }
  }
  return { byKey, unsure };
}

function methodKey(graph: Graph, of: PolicyResource): string | undefined {
  return ifKnown(() => {
    const api = graph.find(of, { path: "restApi", type: V1.restApi })?.urn ?? of.text("restApi");
    return [api, resourceKey(graph, of), of.text("httpMethod")].join(" ");
  });
}
