import type { ResourceNode } from "../../../engine/graph/graph";
import { UNKNOWN } from "../../../engine/graph/value";
import { difference } from "../provider/difference";
import { autoNameOf } from "../../../aws/auto-names";
import type { Properties, StateResource } from "./stack-state";

/** The engine's decision on a resource that stands already. */
export type Change = { kind: "none" } | { kind: "update"; inputs: Properties } | { kind: "replace" };

/** Decides as the engine does with the AWS provider's schema, `ignoreChanges` and `replaceOnChanges`. */
export function changeOf(old: StateResource, goal: Pick<ResourceNode, "type" | "inputs" | "options">): Change {
  const inputs = withOldName(old, keptInputs(old.inputs, goal.inputs, goal.options.ignoreChanges ?? []));
  const { changed, replacing } = difference(goal.type, old.inputs, inputs);
  if (changed.length === 0) {
    return { kind: "none" };
  }
  const asked = goal.options.replaceOnChanges ?? [];
  const isReplaced = replacing.length > 0 || changed.some(({ property }) => asked.includes(property));
  return isReplaced ? { kind: "replace" } : { kind: "update", inputs };
}

/**
 * Returns the resources that have to be deleted with one that is deleted before it is replaced, in the order of the state: those
 * whose own replacement its new values could ask for.
 */
export function deletedWithIt(root: StateResource, state: readonly StateResource[]): StateResource[] {
  const dependents = new Set([root.urn]);
  const replaced = new Set([root.urn]);
  const found: StateResource[] = [];
  for (const candidate of state.slice(state.indexOf(root) + 1)) {
    if (!candidate.dependencies.some((urn) => dependents.has(urn))) {
      continue;
    }
    dependents.add(candidate.urn);
    const changing = Object.keys(candidate.inputs).filter((property) =>
      (candidate.propertyDependencies[property] ?? []).some((urn) => replaced.has(urn)),
    );
    const inputs = { ...candidate.inputs, ...Object.fromEntries(changing.map((property) => [property, UNKNOWN])) };
    if (changeOf(candidate, { ...candidate, inputs }).kind === "replace") {
      replaced.add(candidate.urn);
      found.push(candidate);
    }
  }
  return found;
}

function keptInputs(before: Properties, after: Properties, ignored: readonly string[]): Properties {
  const kept = { ...after };
  for (const property of ignored) {
    const value = before[property];
    if (value === undefined) {
      delete kept[property];
    } else {
      kept[property] = value;
    }
  }
  return kept;
}

/** A resource that the provider named keeps its name. */
function withOldName(old: StateResource, inputs: Properties): Properties {
  const property = autoNameOf(old.type)?.property;
  const name = property === undefined ? undefined : old.inputs[property];
  return property === undefined || name === undefined || inputs[property] !== undefined
    ? inputs
    : { ...inputs, [property]: name };
}
