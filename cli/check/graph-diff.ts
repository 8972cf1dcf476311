import { sep } from "node:path";
import { printableGraph } from "../../engine";
import { canonicalText } from "../../engine/graph/canonical-value";
import { type ResourceGraph } from "../../engine/graph/graph";
import { type PropertyValue } from "../../engine/graph/value";
import { type BaseGraph } from "../shared/base-graph";
import { ownValue } from "../../language/own-value";

/** The effect of a change on the resources of a stack. */
export interface GraphDiff {
  added: DiffedResource[];
  removed: DiffedResource[];
  changed: (DiffedResource & { properties: string[] })[];
}

export interface DiffedResource {
  urn: string;
  type: string;
  name: string;
}

/** Compares by URN and by inputs, secrets masked: that a secret has another value does not show. */
export function diffGraphs(base: BaseGraph, graph: ResourceGraph): GraphDiff {
  const before = new Map(base.resources.map((node) => [node.urn, node]));
  const { resources } = printableGraph(graph);
  const [baseRoot, root] = checkouts(base.projectDirectory, graph.projectDirectory);
  const after = new Set(resources.map(({ urn }) => urn));
  const diff: GraphDiff = { added: [], removed: [], changed: [] };
  for (const { urn, type, name, inputs } of resources) {
    const old = before.get(urn);
    const properties =
      old === undefined ? [] : changedProperties(withoutRoot(old.inputs, baseRoot), withoutRoot(inputs, root));
    if (old === undefined) {
      diff.added.push({ urn, type, name });
    } else if (properties.length > 0) {
      diff.changed.push({ urn, type, name, properties });
    }
  }
  diff.removed = base.resources
    .filter(({ urn }) => !after.has(urn))
    .map(({ urn, type, name }) => ({ urn, type, name }));
  return diff;
}

/**
 * Returns the folders of the two checkouts: what is left of the projects' folders without the path that both have in their
 * repository. Paths below them, as of an archive that is made from `__dirname`, are the same file of two checkouts.
 */
function checkouts(base = "", directory = ""): [string, string] {
  const [left, right] = [base.split(sep), directory.split(sep)];
  while (left.length > 1 && right.length > 1 && left.at(-1) === right.at(-1)) {
    left.pop();
    right.pop();
  }
  return [left.join(sep), right.join(sep)];
}

type Inputs = Record<string, PropertyValue>;

function withoutRoot(inputs: Inputs, root: string): Inputs {
  if (root === "") {
    return inputs;
  }
  const strip = (_key: string, value: unknown): unknown =>
    typeof value === "string" && (value === root || value.startsWith(`${root}${sep}`))
      ? `.${value.slice(root.length)}`
      : value;
  return JSON.parse(JSON.stringify(inputs, strip)) as Inputs;
}

function changedProperties(before: Record<string, PropertyValue>, after: Record<string, PropertyValue>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => canonicalText(ownValue(before, key)) !== canonicalText(ownValue(after, key)))
    .sort();
}
