import * as assert from "node:assert/strict";
import { resourceTree } from "../../../cli/graph/tree";
import type { ResourceGraph, ResourceNode } from "../../../engine/graph/graph";

const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

function node(type: string, name: string, parent?: string): ResourceNode {
  const urn = parent === undefined ? stack : `urn:pulumi:dev::shop::${type}::${name}`;
  return {
    urn,
    type,
    name,
    parent,
    custom: true,
    external: false,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}

describe("resourceTree", () => {
  it("draws components with their children, without providers", () => {
    const component = node("gatewright:index:HttpApi", "api", stack);
    const graph: ResourceGraph = {
      version: 1,
      project: "shop",
      stack: "dev",
      mode: "deploy",
      resources: [
        node("pulumi:pulumi:Stack", "shop-dev"),
        node("pulumi:providers:aws", "default", stack),
        component,
        node("aws:apigatewayv2/api:Api", "api", component.urn),
        node("aws:apigatewayv2/stage:Stage", "api-default-stage", component.urn),
        node("aws:s3/bucket:Bucket", "files", stack),
      ],
      outputs: {},
    };
    assert.deepEqual(resourceTree(graph).split("\n"), [
      "shop (dev)",
      "├─ gatewright:index:HttpApi api",
      "│  ├─ aws:apigatewayv2:Api api",
      "│  └─ aws:apigatewayv2:Stage api-default-stage",
      "└─ aws:s3:Bucket files",
    ]);
  });
});
