import type { ResourceNode, ResourceNodeOptions } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";

export type Properties = Record<string, PropertyValue>;

/** A resource as the engine's state has it. It is never changed: an operation puts another in its place. */
export interface StateResource {
  urn: string;
  type: string;
  name: string;
  /** The URNs of the components that it is in, the innermost first: the engine deletes them after it. */
  parents: readonly string[];
  id: string;
  inputs: Properties;
  outputs: Properties;
  dependencies: readonly string[];
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  options: ResourceNodeOptions;
  /** Replaced by another one of its URN, and to be deleted. */
  pendingDelete?: true;
  /** Deleted before its replacement, which is still to be created. */
  pendingReplacement?: true;
}

/** The custom resources of a stack; each stands after those that it depends on. */
export type StackState = readonly StateResource[];

/** Returns whether the planner has operations for a resource of a program: the engine's own and those that are read have none. */
export function isManaged({ custom, external, type }: ResourceNode): boolean {
  return custom && !external && !type.startsWith("pulumi:");
}
