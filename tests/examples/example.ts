import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { type Gateway, type GatewayOptions, readLocalSettings, startGateway } from "../../gateway/server";
import { readSnapshot } from "../../gateway/model/snapshot";

/** An example's program in one stage, and its config for this machine. */
export interface Example {
  graph: ResourceGraph;
  node: (type: string, name: string) => ResourceNode;
  serve: (options?: GatewayOptions) => Promise<Gateway>;
}

export async function evaluateExample(name: string, stage: string): Promise<Example> {
  const { graph, config } = await evaluate({ directory: join(__dirname, "..", "..", "examples", name), stack: stage });
  const local = readLocalSettings(config["gatewright:local"]);
  return {
    graph,
    node: (type, resource) =>
      graph.resources.find((it) => it.type === `aws:${type}` && it.name === resource) ??
      assert.fail(`no ${type} ${resource}`),
    serve: (options) => startGateway(readSnapshot(graph), { port: 0, local, iam: "trust", ...options }),
  };
}

/** The policy of the one role that the program's integration with this name has. */
export function rolePolicy({ node }: Example, name: string): unknown {
  return JSON.parse(node("iam/rolePolicy:RolePolicy", `${name}-policy`).outputs.policy as string) as unknown;
}
