import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { defined } from "../../language/defined";

/** The project and the stack that a graph is of. */
export type GraphOf = Pick<ResourceGraph, "project" | "stack">;

/** Builds the graphs of one project and stack, node by node, for tests that evaluate no program. */
export class GraphBuilder {
  constructor(private readonly of: GraphOf) {}

  urn(type: string, name: string): string {
    return `urn:pulumi:${this.of.stack}::${this.of.project}::${type}::${name}`;
  }

  /** A custom resource that belongs to no component; its outputs are its inputs unless `changes` has others. */
  node(type: string, name: string, changes: Partial<ResourceNode> = {}): ResourceNode {
    const inputs = changes.inputs ?? {};
    return defined({
      urn: this.urn(type, name),
      type,
      name,
      custom: true,
      external: false,
      inputs,
      outputs: inputs,
      dependencies: [],
      propertyDependencies: {},
      options: {},
      ...changes,
    });
  }

  graph(resources: ResourceNode[], changes: Partial<ResourceGraph> = {}): ResourceGraph {
    return { version: 1, mode: "deploy", ...this.of, resources, outputs: {}, ...changes };
  }
}
