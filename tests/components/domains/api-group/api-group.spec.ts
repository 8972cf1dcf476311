import assert from "node:assert/strict";
import { ApiGroup, type ApiGroupArgs, httpProxy, none, type RouteArgs } from "../../../../components";
import { deploy, valueOf } from "../../../support/deploy";
import { refused } from "../../../support/refused";

const backend: RouteArgs = { integration: httpProxy("https://backend.example.com"), authorizer: none("a test") };

function table(...keys: string[]): Record<string, RouteArgs> {
  return Object.fromEntries(keys.map((key) => [key, backend]));
}

function group(routes: Record<string, RouteArgs>, more: Partial<ApiGroupArgs> = {}): ApiGroup {
  return new ApiGroup("big", { routes, domain: { domainName: "api.example.com", hostedZoneId: "Z1" }, ...more });
}

async function routesOf(make: () => ApiGroup): Promise<string[]> {
  return (await deploy(make)).namesOf("apigatewayv2/route:Route");
}

describe("ApiGroup", () => {
  it("spreads 404 routes over an API for each first part of the paths, behind one domain", async () => {
    const sections = ["orders", "payments", "users", "items"];
    const routes = sections.flatMap((section) => Array.from({ length: 101 }, (_, n) => `GET /${section}/r${n}/{id}`));
    const { value, namesOf, inputsOf } = await deploy(() => group(table(...routes)));
    assert.deepEqual(await valueOf(value.routeCounts), { items: 101, orders: 101, payments: 101, users: 101 });
    assert.deepEqual(namesOf("apigatewayv2/api:Api"), ["big-items", "big-orders", "big-payments", "big-users"]);
    assert.deepEqual(namesOf("apigatewayv2/domainName:DomainName"), ["big-domain"]);
    assert.equal(inputsOf("apigatewayv2/apiMapping:ApiMapping", "big-domain-orders-mapping").apiMappingKey, "orders");
    assert.equal(await valueOf(value.resources.apis.orders?.url ?? value.url), "https://api.example.com/orders");
  });

  it("takes the base path out of the route keys, and keeps the root's routes in an API of the root", async () => {
    assert.deepEqual(await routesOf(() => group(table("GET /", "GET /orders", "POST /orders/{id}/items"))), [
      "big-GET /",
      "big-orders-GET /",
      "big-orders-POST /{id}/items",
    ]);
  });

  it("moves no route when routes are added, in whatever order", async () => {
    const before = await routesOf(() => group(table("GET /orders/{id}", "GET /users")));
    const after = await routesOf(() =>
      group(table("GET /admin", "GET /users", "PUT /orders/{id}", "GET /orders/{id}")),
    );
    assert.deepEqual(
      before.filter((name) => !after.includes(name)),
      [],
    );
  });

  it("gives a named base path an API of its own", async () => {
    const routes = table("GET /orders/{id}", "GET /orders/archive/{year}", "GET /orders/archived");
    assert.deepEqual(await routesOf(() => group(routes, { basePaths: ["/orders/archive"] })), [
      "big-orders-GET /archived",
      "big-orders-GET /{id}",
      "big-orders/archive-GET /{year}",
    ]);
  });

  it("catches with $default below every base path what no other route matches", async () => {
    assert.deepEqual(await routesOf(() => group(table("GET /orders", "$default"))), [
      "big-$default",
      "big-orders-$default",
      "big-orders-GET /",
    ]);
  });

  it("refuses what would change meaning or not fit, all at once and before anything is made", async () => {
    const many = Array.from({ length: 301 }, (_, n) => `GET /orders/r${n}`);
    const { value, resources } = await deploy(() =>
      refused(() => group(table("ANY /{proxy+}", "get /a", ...many), { settings: { stages: { live: {} } } })),
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(value, [
      'ApiGroup "big": 4 problems',
      '  - routes["ANY /{proxy+}"]: got "ANY /{proxy+}", expected a path that starts with a literal part, by which the domain finds the API. Fix: write "$default" for whatever no other route matches',
      '  - routes["get /a"]: got "get /a", expected a route key. Fix: the method must be in capitals; write "GET /a".',
      '  - routes: got 301, expected at most 300 under the base path "orders" ("Routes per API", https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). Fix: name a longer base path for some of them, such as basePaths: ["orders/..."]',
      "  - settings.stages: expected no value: the group decides on it. Fix: remove it",
    ]);
  });
});
