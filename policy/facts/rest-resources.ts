import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";

/** The API behind a `resourceId` that is not known yet and comes from the API alone: then it is the API's root. */
function rootOf(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  const [only, ...others] = graph.dependencies(resource, "resourceId");
  return resource.isUnknown("resourceId") && others.length === 0 && only?.type === V1.restApi ? only : undefined;
}

/** The resource that a method or integration response is on, or undefined for the API's root or one of another stack. */
export function resourceOf(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  return rootOf(graph, resource) ? undefined : graph.find(resource, { path: "resourceId", type: V1.resource });
}

/** The types of what is on a method, and may hand on its `resourceId`. */
const ON_METHODS: readonly string[] = [V1.method, V1.integration, V1.methodResponse];

/** Returns a key that all methods on one resource of a REST API share. Throws `Undecided` where that is not known. */
export function resourceKey(graph: Graph, resource: PolicyResource): string | undefined {
  const [source] = resource.isUnknown("resourceId") ? graph.dependencies(resource, "resourceId") : [];
  if (source !== undefined && ON_METHODS.includes(source.type)) {
    return resourceKey(graph, source);
  }
  const root = rootOf(graph, resource);
  return root ? `${root.urn} /` : (resourceOf(graph, resource)?.urn ?? resource.text("resourceId"));
}

/** Returns the path of the resource that a method or integration is on; undefined where it is not known. */
export function pathOf(graph: Graph, resource: PolicyResource): string | undefined {
  return ifKnown(() => {
    const of = resourceOf(graph, resource);
    return of === undefined ? rootPath(graph, resource, "resourceId") : resourcePath(graph, of);
  });
}

/** Returns the path of a resource: its own output, otherwise the parts from the root on, as in a preview. */
export function resourcePath(graph: Graph, resource: PolicyResource): string | undefined {
  const known = resource.maybeText("path");
  const part = resource.maybeText("pathPart");
  if (known !== undefined || part === undefined) {
    return known;
  }
  return ifKnown(() => {
    const parent = graph.find(resource, { path: "parentId", type: [V1.resource, V1.restApi] });
    const above =
      parent?.type === V1.resource
        ? resourcePath(graph, parent)
        : parent?.type === V1.restApi
          ? "/"
          : rootPath(graph, resource, "parentId");
    return above === undefined ? undefined : `${above === "/" ? "" : above}/${part}`;
  });
}

/** Returns `/` where the property is the id of the API's root. */
function rootPath(graph: Graph, resource: PolicyResource, path: string): string | undefined {
  const api = graph.find(resource, { path: "restApi", type: V1.restApi });
  const isRoot = resource.isUnknown(path)
    ? rootOf(graph, resource) !== undefined
    : resource.text(path) === api?.maybeText("rootResourceId");
  return isRoot ? "/" : undefined;
}
