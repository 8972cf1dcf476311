import { parsedJson } from "../../../language/parsed-json";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asObject, asText, type GraphIndex } from "../../../engine/graph/graph-index";

/** The resources of one API, as its readers need them. */
export interface RestApiNode {
  node: ResourceNode;
  id: string;
}

/** The resources of one type that belong to a REST API; most name it `restApi`, some `restApiId`. */
export function partsOf(index: GraphIndex, api: RestApiNode, type: string): ResourceNode[] {
  return index.ofType(type).filter((node) => {
    const property = node.inputs.restApiId === undefined ? "restApi" : "restApiId";
    return names(index, node, property, api);
  });
}

/** Returns whether a property names the resource: by id, by a reference to it or, where both are unknown, by dependency. */
export function names(index: GraphIndex, node: ResourceNode, property: string, target: RestApiNode): boolean {
  const value = referenceId(index.value(node, property));
  return value === undefined ? index.sources(node, property).includes(target.node.urn) : value === target.id;
}

/** The id in a property that takes a resource or its id. */
export function referenceId(value: PropertyValue | undefined): string | undefined {
  return asText(value) ?? asText(asObject(value).id);
}

/** The resource that a property names, of those given. */
export function namedNode(
  index: GraphIndex,
  node: ResourceNode,
  property: string,
  candidates: ResourceNode[],
): ResourceNode | undefined {
  return candidates.find((candidate) =>
    names(index, node, property, { node: candidate, id: index.id(candidate) ?? candidate.name }),
  );
}

/** JSON text, or what it is a text of; undefined where it is neither. */
export function jsonValue(value: PropertyValue | undefined): unknown {
  return typeof value === "string" ? parsedJson(value) : (value ?? undefined);
}
