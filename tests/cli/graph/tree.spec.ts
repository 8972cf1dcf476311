import * as assert from "node:assert/strict";
import { foldedTree, resourceTree } from "../../../cli/graph/tree";
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

describe("foldedTree", () => {
  const component = node("gatewright:index:HttpApi", "api", stack);
  const routes = Array.from({ length: 8 }, (_, index) =>
    node("aws:apigatewayv2/route:Route", `route${index}`, component.urn),
  );
  const stage = node("aws:apigatewayv2/stage:Stage", "stage", component.urn);
  const graph = builder.graph([
    node("pulumi:pulumi:Stack", "shop-dev"),
    component,
    ...routes,
    stage,
    node("aws:s3/bucket:Bucket", "files", stack),
  ]);

  it("is the whole tree where that is short enough", () => {
    assert.equal(foldedTree(graph, 12), resourceTree(graph));
  });

  it("has the first of many that are alike, and how many more there are", () => {
    assert.deepEqual(foldedTree(graph, 11).split("\n"), [
      "shop (dev)",
      "├─ gatewright:index:HttpApi api",
      "│  ├─ aws:apigatewayv2:Route route0",
      "│  ├─ aws:apigatewayv2:Route route1",
      "│  ├─ aws:apigatewayv2:Route route2",
      "│  ├─ aws:apigatewayv2:Route route3",
      "│  ├─ aws:apigatewayv2:Route route4",
      "│  ├─ aws:apigatewayv2:Stage stage",
      "│  └─ aws:apigatewayv2:Route: 3 more",
      "└─ aws:s3:Bucket files",
    ]);
  });

  it("has all of those of which there is a single one more, which takes no more room", () => {
    const six = builder.graph([node("pulumi:pulumi:Stack", "shop-dev"), component, ...routes.slice(0, 6)]);
    assert.equal(foldedTree(six, 7), resourceTree(six));
  });
});
