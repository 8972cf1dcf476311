import assert from "node:assert/strict";
import { join } from "node:path";
import { diffGraphs, type GraphDiff } from "../../cli/check/graph-diff";
import { HttpApi, jwt, lambda, none } from "../../components";
import { evaluate } from "../support/evaluate";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { registered, STACK } from "../support/live/program";

const ROUTE = "aws:apigatewayv2/route:Route";

/** A route of the sample, as its graph has it. */
interface SampleRoute {
  key: string;
  function: string;
  open: boolean;
  scopes: string[];
  throttled: boolean;
}

describe("the route table of the sample", function () {
  this.timeout(240_000);
  let sample: ResourceGraph;
  let routes: SampleRoute[];

  before(async () => {
    sample = (await evaluate({ directory: join(__dirname, "..", ".."), stack: "local" })).graph;
    routes = sample.resources.filter((node) => node.type === ROUTE && node.name.startsWith("orders-api-")).map(read);
  });

  /** The function stands in the name of the integration that a route has as its target. */
  function read({ name, inputs }: ResourceNode): SampleRoute {
    const integration = sample.resources.find(({ id }) => inputs.target === `integrations/${id ?? ""}`);
    const stage = sample.resources.find((node) => node.name === "orders-api-default-stage");
    const settings = (stage?.inputs.routeSettings ?? []) as { routeKey: string }[];
    return {
      key: name.replace("orders-api-", ""),
      function: integration?.name.replace(/^orders-api-(.*)-integration$/, "$1") ?? "",
      open: inputs.authorizationType === "NONE",
      scopes: (inputs.authorizationScopes ?? []) as string[],
      throttled: settings.some(({ routeKey }) => routeKey === inputs.routeKey),
    };
  }

  it("is declared here as it is there", async () => {
    const names = (nodes: readonly ResourceNode[]): string[] =>
      nodes
        .filter(({ type }) => /:(Route|Integration|Authorizer|Permission|Stage)$/.test(type))
        .map(({ name }) => name)
        .filter((name) => name.startsWith("orders-api-"))
        .sort();
    assert.ok(routes.length >= 6);
    assert.deepEqual(names((await graphOf(routes)).resources), names(sample.resources));
  });

  it("shows exactly the resources of a route that is added or removed, wherever it stands", async () => {
    const whole = await graphOf(routes);
    for (const route of routes) {
      const rest = routes.filter((other) => other !== route);
      const without = await graphOf(rest);
      const isLast = !rest.some((other) => other.function === route.function);
      const own = [
        ...(isLast ? [`orders-api-${route.function}-integration`, `orders-api-${route.function}-permission`] : []),
        `orders-api-${route.key}`,
      ].sort();
      const added = diffGraphs(without, whole);
      assert.deepEqual(namesOf(added.added), own, `adding ${route.key}`);
      assert.deepEqual(namesOf(added.removed), []);
      assert.deepEqual(changes(added), route.throttled ? ["orders-api-default-stage routeSettings"] : []);
      const removed = diffGraphs(whole, without);
      assert.deepEqual(namesOf(removed.removed), own, `removing ${route.key}`);
      assert.deepEqual(namesOf(removed.added), []);
    }
  });

  it("shows nothing where two neighbours change places", async () => {
    const whole = await graphOf(routes);
    for (const [index, route] of routes.slice(0, -1).entries()) {
      const swapped = [...routes.slice(0, index), routes[index + 1] ?? route, route, ...routes.slice(index + 2)];
      const diff = diffGraphs(whole, await graphOf(swapped));
      assert.deepEqual(diff, { added: [], removed: [], changed: [] });
    }
  });
});

function namesOf(resources: readonly { name: string }[]): string[] {
  return resources.map(({ name }) => name).sort();
}

function changes({ changed }: GraphDiff): string[] {
  return changed.map(({ name, properties }) => `${name} ${properties.join(" ")}`);
}

async function graphOf(routes: readonly SampleRoute[]): Promise<ResourceGraph> {
  const arn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
  const table = routes.map(({ key, function: fn, open, scopes, throttled }) => [
    key,
    {
      integration: lambda(arn(fn)),
      ...(open ? { authorizer: none("as the sample has it") } : { scopes }),
      ...(throttled ? { throttle: { rateLimit: 5, burstLimit: 10 } } : undefined),
    },
  ]);
  const resources = await registered(
    () =>
      new HttpApi("orders-api", {
        defaultAuthorizer: jwt({ name: "jwt", issuer: "https://auth.example.com", audience: ["orders"] }),
        routes: Object.fromEntries(table) as Record<string, never>,
      }),
  );
  return { version: 1, ...STACK, mode: "deploy", resources, outputs: {} };
}
