import { replacingInputs } from "../../aws/replacement";
import { canonicalText } from "../../engine/graph/canonical-value";
import { CorrespondingValues } from "../../engine/graph/corresponding-values";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { isUnknown, reveal, type PropertyValue } from "../../engine/graph/value";
import { ownValue } from "../../language/own-value";

/** A resource that an update deletes, replaces or gives another name. */
export interface ResourceChange {
  kind: "deleted" | "replaced" | "renamed";
  /** The resource as the program has it after the update, or before it where it is deleted. */
  node: ResourceNode;
  /** The inputs that replace it, or its names before and after. */
  properties: string[];
}

/** Returns the resources that an update deletes, replaces or renames, as the AWS provider's schema has it. */
export function resourceChanges(before: ResourceGraph, after: ResourceGraph): ResourceChange[] {
  const old = new Map(before.resources.map((node) => [node.urn, node]));
  const values = new CorrespondingValues();
  const replaced = new Map<string, string>();
  const seen = new Set<string>();
  const changes: ResourceChange[] = [];
  for (const node of after.resources.filter(isManaged)) {
    const match = [node.urn, ...(node.options.aliases ?? [])]
      .map((urn) => old.get(urn))
      .find((one) => one !== undefined);
    if (match === undefined) {
      continue;
    }
    seen.add(match.urn);
    const inputs = values.inputsOf(node);
    const properties = replacing(match, node, inputs, replaced);
    if (properties.length > 0) {
      replaced.set(node.urn, node.id ?? "");
      changes.push({ kind: "replaced", node, properties });
    } else {
      values.settle(node, match);
    }
    const names = [match.inputs.name, inputs.name].map(shown);
    if (names.every((name) => name !== undefined) && names[0] !== names[1] && !isIgnored(node, "name")) {
      changes.push({ kind: "renamed", node, properties: names.map((name) => JSON.stringify(name)) });
    }
  }
  const deleted = before.resources.filter(
    (node) => isManaged(node) && !seen.has(node.urn) && !node.options.retainOnDelete,
  );
  return [...changes, ...deleted.map((node): ResourceChange => ({ kind: "deleted", node, properties: [] }))];
}

/** Returns the inputs that replace a resource. One that the program leaves out is the provider's, which keeps it. */
function replacing(
  before: ResourceNode,
  after: ResourceNode,
  inputs: ResourceNode["inputs"],
  replaced: ReadonlyMap<string, string>,
): string[] {
  const deciding = [...replacingInputs(after.type), ...(after.options.replaceOnChanges ?? [])];
  return [...new Set(deciding)].filter((property) => {
    const [old, now] = [ownValue(before.inputs, property), ownValue(inputs, property)];
    const isMoved = (ownValue(after.propertyDependencies, property) ?? []).some((urn) =>
      isNamed(now, replaced.get(urn)),
    );
    return now !== undefined && !isIgnored(after, property) && (isMoved || (old !== undefined && !isSame(old, now)));
  });
}

/** A value that has the id of a resource in it is another one for another resource. */
function isNamed(value: PropertyValue | undefined, id: string | undefined): boolean {
  return id !== undefined && id !== "" && value !== undefined && JSON.stringify(reveal(value)).includes(id);
}

function isIgnored({ options }: ResourceNode, property: string): boolean {
  return options.ignoreChanges?.includes(property) === true;
}

/** A value that is unknown or masked may be the same. */
function isSame(left: PropertyValue, right: PropertyValue): boolean {
  const [a, b] = [reveal(left), reveal(right)];
  return isUnknown(a) || isUnknown(b) || canonicalText(a) === canonicalText(b);
}

function shown(value: PropertyValue | undefined): string | undefined {
  const plain = reveal(value);
  return typeof plain === "string" && !isUnknown(plain) ? plain : undefined;
}

function isManaged({ custom, external, type }: ResourceNode): boolean {
  return custom && !external && !type.startsWith("pulumi:");
}
