import * as assert from "node:assert/strict";
import { resourceTree } from "../../../cli/graph/tree";
import type { ResourceNode } from "../../../engine/graph/graph";
import { GraphBuilder } from "../../support/graph-builder";

const builder = new GraphBuilder({ project: "shop", stack: "dev" });
const stack = builder.urn("pulumi:pulumi:Stack", "shop-dev");

function node(type: string, name: string, parent?: string): ResourceNode {
  return builder.node(type, name, { parent, ...(parent === undefined && { urn: stack }) });
}

describe("resourceTree", () => {
  it("draws components with their children, without providers", () => {
    const component = node("gatewright:index:HttpApi", "api", stack);
    const graph = builder.graph([
      node("pulumi:pulumi:Stack", "shop-dev"),
      node("pulumi:providers:aws", "default", stack),
      component,
      node("aws:apigatewayv2/api:Api", "api", component.urn),
      node("aws:apigatewayv2/stage:Stage", "api-default-stage", component.urn),
      node("aws:s3/bucket:Bucket", "files", stack),
    ]);
    assert.deepEqual(resourceTree(graph).split("\n"), [
      "shop (dev)",
      "├─ gatewright:index:HttpApi api",
      "│  ├─ aws:apigatewayv2:Api api",
      "│  └─ aws:apigatewayv2:Stage api-default-stage",
      "└─ aws:s3:Bucket files",
    ]);
  });
});
