import { readFileSync } from "node:fs";
import { printableGraph } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { type PropertyValue } from "../../engine/graph/value";

/** What a change does to the resources of a stack. */
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

/** The part of `gatewright graph --json` that a comparison needs. */
export interface BaseGraph {
  stack: string;
  resources: (DiffedResource & { inputs: Record<string, PropertyValue> })[];
}

/** Reads what `gatewright graph --json` printed for the base of a change. */
export function readBaseGraph(file: string): BaseGraph {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(
      `--base "${file}" cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isBaseGraph(json)) {
    throw new Error(`--base "${file}" is no graph. Write it with: gatewright graph --stack <stack> --json > ${file}`);
  }
  return json;
}

function isBaseGraph(json: unknown): json is BaseGraph {
  return (
    typeof json === "object" &&
    json !== null &&
    "stack" in json &&
    typeof json.stack === "string" &&
    "resources" in json &&
    Array.isArray(json.resources) &&
    json.resources.every(
      (node: unknown) =>
        typeof node === "object" && node !== null && "urn" in node && "type" in node && "inputs" in node,
    )
  );
}

/** Compares by URN and by inputs, secrets masked: that a secret has another value does not show. */
export function diffGraphs(base: BaseGraph, graph: ResourceGraph): GraphDiff {
  const before = new Map(base.resources.map((node) => [node.urn, node]));
  const { resources } = printableGraph(graph);
  const after = new Set(resources.map(({ urn }) => urn));
  const diff: GraphDiff = { added: [], removed: [], changed: [] };
  for (const { urn, type, name, inputs } of resources) {
    const old = before.get(urn);
    const properties = old === undefined ? [] : changedProperties(old.inputs, inputs);
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

function changedProperties(before: Record<string, PropertyValue>, after: Record<string, PropertyValue>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => canonical(before[key]) !== canonical(after[key]))
    .sort();
}

function canonical(value: PropertyValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(sorted(value));
}

function sorted(value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Array.isArray(value)
    ? value.map(sorted)
    : Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key] ?? null)]),
      );
}
