import { join } from "node:path";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { GraphBuilder } from "../support/graph-builder";

export const FIXTURE_PACK = join(__dirname, "fixtures/pack");

const builder = new GraphBuilder({ project: "shop", stack: "dev" });

export const STACK_URN = builder.urn("pulumi:pulumi:Stack", "shop-dev");

export function urnOf(type: string, name: string): string {
  return builder.urn(type, name);
}

/** A custom resource whose outputs are its inputs. */
export function node(type: string, name: string, changes: Partial<ResourceNode> = {}): ResourceNode {
  return builder.node(type, name, { parent: STACK_URN, ...changes });
}

export function bucket(
  name: string,
  inputs: ResourceNode["inputs"],
  changes: Partial<ResourceNode> = {},
): ResourceNode {
  return node("test:index:Bucket", name, { inputs, ...changes });
}

export function graphOf(resources: ResourceNode[], changes: Partial<ResourceGraph> = {}): ResourceGraph {
  const stack = node("pulumi:pulumi:Stack", "shop-dev", { parent: undefined, custom: false });
  return builder.graph([stack, ...resources], { mode: "preview", ...changes });
}
