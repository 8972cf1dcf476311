import { printLocation } from "../evaluation-error";
import { type ResourceNode } from "../graph/graph";
import { containsUnknown } from "../graph/value";
import { computedProperties } from "../synthesis";
import { packageOf, PROVIDER_PREFIX } from "./urn";

/** Returns whether a resource has outputs that nothing tells offline: those of a provider that is not run, or of a type without a shape. */
export function hasUnknownOutputs({ type, custom }: ResourceNode): boolean {
  return (
    custom && !type.startsWith(PROVIDER_PREFIX) && packageOf(type) !== "pulumi" && computedProperties(type) === undefined
  );
}

/** Returns the warning for inputs that are unknown though the deployment is synthesised, with where they come from; undefined for none. */
export function unknownInputs(node: ResourceNode, find: (urn: string) => ResourceNode | undefined): string | undefined {
  const names = Object.keys(node.inputs).filter((name) => containsUnknown(node.inputs[name]));
  if (names.length === 0) {
    return undefined;
  }
  const urns = new Set(names.flatMap((name) => node.propertyDependencies[name] ?? []));
  const sources = [...urns]
    .map(find)
    .filter((source): source is ResourceNode => source !== undefined && (source.external || hasUnknownOutputs(source)))
    .map(({ type, name }) => `${type} "${name}"`);
  const place = node.source === undefined ? "" : ` (${printLocation(node.source)})`;
  const from = sources.length === 0 ? "a value that is not known offline" : `${sources.join(" and ")}, which is not known offline`;
  return `${names.join(", ")} of ${node.type} "${node.name}"${place} ${names.length > 1 ? "are" : "is"} unknown: ${names.length > 1 ? "they come" : "it comes"} from ${from}`;
}
