import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";

/** The API behind a `resourceId` that is not known yet and comes from the API alone: then it is the API's root. */
function rootOf(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  const [only, ...others] = graph.dependencies(resource, "resourceId");
  return resource.isUnknown("resourceId") && others.length === 0 && only?.type === V1.restApi ? only : undefined;
}

/** The resource that a method or integration response is on, or undefined for the API's root or one of another stack. */
export function resourceOf(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  return rootOf(graph, resource) ? undefined : graph.find(resource, { path: "resourceId", type: V1.resource });
}

/** Returns a key that all methods on one resource of a REST API share. Throws `Undecided` where that is not known. */
export function resourceKey(graph: Graph, resource: PolicyResource): string | undefined {
  const root = rootOf(graph, resource);
  return root ? `${root.urn} /` : (resourceOf(graph, resource)?.urn ?? resource.text("resourceId"));
}
