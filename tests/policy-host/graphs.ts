import { join } from "node:path";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";

export const FIXTURE_PACK = join(__dirname, "fixtures/pack");
export const STACK_URN = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** A custom resource whose outputs are its inputs. */
export function node(type: string, name: string, changes: Partial<ResourceNode> = {}): ResourceNode {
  const inputs = changes.inputs ?? {};
  return {
    urn: urnOf(type, name),
    type,
    name,
    parent: STACK_URN,
    custom: true,
    external: false,
    inputs,
    outputs: inputs,
    dependencies: [],
    propertyDependencies: {},
    options: {},
    ...changes,
  };
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
  return {
    version: 1,
    project: "shop",
    stack: "dev",
    mode: "preview",
    resources: [stack, ...resources],
    outputs: {},
    ...changes,
  };
}
