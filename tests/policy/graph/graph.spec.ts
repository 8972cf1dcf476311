import assert from "node:assert/strict";
import { V1, V2 } from "../../../aws/resource-types";
import { Graph } from "../../../policy/graph/graph";
import { Undecided } from "../../../policy/graph/unknown";
import { policyResources, type Stack, UNKNOWN } from "../cases";

function graphOf(stack: Stack): { graph: Graph; named: (name: string) => ReturnType<Graph["all"]>[number] } {
  const graph = Graph.of(policyResources(stack));
  const all = graph.all(...new Set(Object.values(stack).map(({ type }) => type)));
  return {
    graph,
    named: (name) => {
      const found = all.find((resource) => resource.name === name);
      assert.ok(found);
      return found;
    },
  };
}

const api = { path: "apiId", type: V2.api };
const route = (apiId: string | undefined, ...refs: string[]): Stack[string] => ({
  type: V2.route,
  props: apiId === undefined ? {} : { apiId },
  refs: { apiId: refs },
});

describe("the graph of a stack", () => {
  it("joins by a value that is known", () => {
    const { graph, named } = graphOf({ api: { type: V2.api, props: { id: "a1" } }, route: route("a1") });
    assert.equal(graph.find(named("route"), api), named("api"));
  });

  it("is the one that was made last for the same resources, and for the first of them alone", () => {
    const resources = policyResources({ api: { type: V2.api, props: { id: "a1" } }, route: route("a1") });
    const graph = Graph.of(resources);
    assert.deepEqual(
      [
        Graph.of(resources) === graph,
        Graph.of(resources.slice(0, 1)) === graph,
        Graph.of(resources.slice(1)) === graph,
      ],
      [true, true, false],
    );
    const other = Graph.of(policyResources({ api: { type: V2.api, props: { id: "a1" } } }));
    assert.deepEqual(
      [Graph.beginningWith(resources[0]?.props), Graph.beginningWith({}), Graph.beginningWith(undefined)],
      [undefined, undefined, undefined],
    );
    assert.notEqual(other, graph);
  });

  it("joins by reference where the value is not known yet", () => {
    const { graph, named } = graphOf({ api: { type: V2.api, props: { id: UNKNOWN } }, route: route(UNKNOWN, "api") });
    assert.equal(graph.find(named("route"), api), named("api"));
  });

  it("joins an API whose id is not among its outputs by its execution ARN, or by reference", () => {
    const executionArn = "arn:aws:execute-api:eu-west-1:111122223333:a1";
    const { graph, named } = graphOf({
      api: { type: V2.api, props: { executionArn } },
      other: { type: V2.api, props: {} },
      route: route("a1"),
      second: route("b1", "other"),
    });
    assert.equal(graph.find(named("route"), api), named("api"));
    assert.equal(graph.find(named("second"), api), named("other"));
  });

  it("finds nothing for an API of another stack", () => {
    const { graph, named } = graphOf({ api: { type: V2.api, props: { id: "a1" } }, route: route("b1") });
    assert.equal(graph.find(named("route"), api), undefined);
  });

  it("does not decide between several references, or without one", () => {
    const { graph, named } = graphOf({
      first: { type: V2.api, props: { id: UNKNOWN } },
      second: { type: V2.api, props: { id: UNKNOWN } },
      route: route(UNKNOWN, "first", "second"),
      lost: route(UNKNOWN),
    });
    assert.throws(() => graph.find(named("route"), api), Undecided);
    assert.throws(() => graph.find(named("lost"), api), Undecided);
  });

  it("collects who refers to an API, and who may", () => {
    const { graph, named } = graphOf({
      api: { type: V2.api, props: { id: "a1" } },
      one: route("a1"),
      two: route(UNKNOWN, "api"),
      lost: route(UNKNOWN),
    });
    const { resources, unsure } = graph.referring(named("api"), V2.route, { path: "apiId" });
    assert.deepEqual([resources.map(({ name }) => name), unsure.map(({ name }) => name)], [["one", "two"], ["lost"]]);
  });

  it("takes a resource's region from its argument, its ARN, and then its provider", () => {
    const { named } = graphOf({
      argument: {
        type: V1.domainName,
        props: { region: "eu-west-1", arn: "arn:aws:acm:us-east-1:1:x" },
        providerRegion: "us-west-2",
      },
      arn: { type: V1.domainName, props: { arn: "arn:aws:acm:us-east-1:1:x" }, providerRegion: "us-west-2" },
      provider: { type: V1.domainName, props: {}, providerRegion: "us-west-2" },
      none: { type: V1.domainName, props: {} },
    });
    const regions = ["argument", "arn", "provider", "none"].map((name) => named(name).region);
    assert.deepEqual(regions, ["eu-west-1", "us-east-1", "us-west-2", undefined]);
  });

  it("tells what AWS fills in from what is not known yet", () => {
    const { graph, named } = graphOf({
      api: { type: V2.api, props: {} },
      filled: route(UNKNOWN),
      given: route(UNKNOWN, "api"),
    });
    assert.deepEqual(
      [graph.isFilledIn(named("filled"), "apiId"), graph.isFilledIn(named("given"), "apiId")],
      [true, false],
    );
  });

  it("knows the components that a resource is in, the nearest first, and not the stack", () => {
    const component = (type: string, parent?: string): Stack[string] => ({ type, props: {}, parent });
    const { graph, named } = graphOf({
      stack: component("pulumi:pulumi:Stack"),
      shop: component("shop:index:Shop", "stack"),
      part: component("shop:index:Part", "shop"),
      api: { type: V2.api, props: {}, parent: "part" },
      alone: { type: V2.api, props: {}, parent: "stack" },
    });
    assert.deepEqual(
      ["api", "alone"].map((name) => graph.ancestors(named(name)).map((ancestor) => ancestor.name)),
      [["part", "shop"], []],
    );
  });

  it("is made once for a list of resources", () => {
    const resources = policyResources({ api: { type: V2.api, props: {} } });
    assert.equal(Graph.of(resources), Graph.of(resources));
    // the server makes a list for each policy, around the same properties
    const graph = Graph.of(resources);
    assert.equal(Graph.of(resources.map((resource) => ({ ...resource }))), graph);
    assert.notEqual(Graph.of(resources.slice(1)), graph);
  });
});
