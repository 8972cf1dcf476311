import { printLocation } from "../evaluation-error";
import { type ResourceNode } from "../graph/graph";
import { containsUnknown } from "../graph/value";
import { computedProperties } from "../synthesis";
import { packageOf, PROVIDER_PREFIX, STACK_REFERENCE_TYPE } from "./urn";
import { ownValue } from "../../language/own-value";

/** Returns whether a resource has outputs that nothing tells offline: those of a provider that is not run, or of a type without a shape. */
export function hasUnknownOutputs({ type, custom }: ResourceNode): boolean {
  return (
    custom &&
    !type.startsWith(PROVIDER_PREFIX) &&
    packageOf(type) !== "pulumi" &&
    computedProperties(type) === undefined
  );
}

/** Returns the warning for inputs that are unknown though the deployment is synthesised, with where they come from; undefined for none. */
export function unknownInputs(node: ResourceNode, find: (urn: string) => ResourceNode | undefined): string | undefined {
  const names = Object.keys(node.inputs).filter((name) => containsUnknown(node.inputs[name]));
  if (names.length === 0) {
    return undefined;
  }
  const urns = new Set(names.flatMap((name) => ownValue(node.propertyDependencies, name) ?? []));
  const sources = [...urns]
    .map(find)
    .filter((source): source is ResourceNode => source !== undefined && tellsNothing(source))
    .map(({ type, name }) => `${type} "${name}"`);
  if (sources.length === 0) {
    return undefined; // an invoke or a stack reference, which has its own warning
  }
  const place = node.source === undefined ? "" : ` (${printLocation(node.source)})`;
  const [are, come] = names.length > 1 ? ["are", "they come"] : ["is", "it comes"];
  return (
    `${names.join(", ")} of ${node.type} "${node.name}"${place} ${are} unknown: ` +
    `${come} from ${sources.join(" and ")}, which is not known offline`
  );
}

function tellsNothing(source: ResourceNode): boolean {
  return hasUnknownOutputs(source) || (source.external && source.type !== STACK_REFERENCE_TYPE);
}
