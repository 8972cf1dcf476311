import type { ResourceNode } from "../../../engine/graph/graph";
import type { GraphIndex } from "../../../engine/graph/graph-index";

/** Returns whether a resource names an API as its own, by id or, where that is unknown, by dependency. */
export function belongsTo(index: GraphIndex, api: { id: string; urn: string }, node: ResourceNode): boolean {
  const apiId = index.text(node, "apiId");
  return apiId === undefined ? index.sources(node, "apiId").includes(api.urn) : apiId === api.id;
}

/** The part that a property names by id or, where that is unknown, by dependency. */
export function namedPart<T extends { id: string; urn: string }>(
  index: GraphIndex,
  node: ResourceNode,
  property: string,
  parts: readonly T[],
): T | undefined {
  const value = index.text(node, property)?.replace(/^integrations\//, "");
  if (value === undefined) {
    const sources = index.sources(node, property);
    return parts.find((part) => sources.includes(part.urn));
  }
  const found = parts.find((part) => part.id === value);
  if (found === undefined) {
    index.problem(node, "error", `${property} "${value}" names nothing that this program declares for the API.`);
  }
  return found;
}
