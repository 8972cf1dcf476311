import { readFileSync } from "node:fs";
import { printableGraph, readStackExport } from "../../engine";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { defined } from "../../language/defined";
import { shellWord } from "../../language/shell-word";
import { decodedText } from "../../language/decoded-text";

/** The part of `gatewright graph --json` that a comparison needs. */
export interface BaseGraph {
  stack: string;
  /** The folder in which the base was evaluated. */
  projectDirectory?: string;
  resources: (Pick<ResourceNode, "urn" | "type" | "name" | "inputs"> &
    Partial<Pick<ResourceNode, "id" | "provider" | "outputs" | "dependencies" | "propertyDependencies" | "options">>)[];
}

/**
 * Reads what `gatewright graph --json` or `pulumi stack export` printed for the base of a change.
 *
 * @param option the option that named the file, for errors
 */
export function readBaseGraph(file: string, option = "--base"): BaseGraph {
  let json: unknown;
  try {
    json = JSON.parse(decodedText(readFileSync(file)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${option} "${file}" cannot be read as JSON: ${why}. ${writtenWith(file)}`);
  }
  if (typeof json === "object" && json !== null && "deployment" in json) {
    return printableGraph(readStackExport(json));
  }
  if (!isBaseGraph(json)) {
    throw new Error(`${option} "${file}" is not a graph. ${writtenWith(file)}`);
  }
  return json;
}

function writtenWith(file: string): string {
  return `Write it with: gatewright graph --stack <stack> --json > ${shellWord(file)}`;
}

/** Returns the base as a whole graph, of which APIs can be read. */
export function wholeGraph({ stack, projectDirectory, resources }: BaseGraph): ResourceGraph {
  return {
    version: 1,
    project: "",
    stack,
    mode: "deploy",
    ...defined({ projectDirectory }),
    resources: resources.map((node) => ({
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      options: {},
      ...node,
      custom: node.id !== undefined || node.provider !== undefined,
      external: false,
    })),
    outputs: {},
  };
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
