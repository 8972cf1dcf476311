import assert from "node:assert/strict";
import { apiUses } from "../../report/api-use";
import { graphOf, node } from "../policy-host/graphs";
import { readSnapshot } from "../../gateway/model/snapshot";

const part = (type: string, name: string, inputs: Record<string, string>, id = name) =>
  node(`aws:${type}`, name, { inputs, outputs: { ...inputs, id }, id });

describe("what an API uses of AWS's quotas", () => {
  it("is counted for HTTP APIs with their routes, integrations, authorizers and stages, and has a price", () => {
    const graph = graphOf([
      part("apigatewayv2/api:Api", "shop", { protocolType: "HTTP", name: "shop" }, "abcde12345"),
      ...["GET /a", "GET /b"].map((routeKey) =>
        part("apigatewayv2/route:Route", routeKey, { apiId: "abcde12345", routeKey, target: "integrations/int1" }),
      ),
      part("apigatewayv2/integration:Integration", "int1", {
        apiId: "abcde12345",
        integrationType: "HTTP_PROXY",
        integrationUri: "https://example.com",
        integrationMethod: "GET",
      }),
      part("apigatewayv2/stage:Stage", "live", { apiId: "abcde12345", name: "$default" }),
    ]);
    const [api, ...others] = apiUses(readSnapshot(graph).model);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [api?.name, api?.quotas.map(({ limit, used }) => [limit.name, used])],
      [
        "shop",
        [
          ["Routes per API", 2],
          ["Integrations per API", 1],
          ["Authorizers per API", 0],
          ["Stages per API", 1],
        ],
      ],
    );
    assert.equal(api?.cost?.(2_000_000), 2);
  });

  it("is counted for REST APIs with each step of their paths", () => {
    const body = { openapi: "3.0.1", paths: { "/orders/{id}": { get: {}, put: {} }, "/orders": { get: {} } } };
    const graph = graphOf([
      part("apigateway/restApi:RestApi", "shop", { name: "shop", body: JSON.stringify(body) }, "abcde12345"),
    ]);
    const [api] = apiUses(readSnapshot(graph).model);
    assert.deepEqual(
      api?.quotas.map(({ limit, used }) => [limit.name, used]),
      [
        ["Resources per API", 3],
        ["Stages per API", 0],
        ["Authorizers per API", 0],
      ],
    );
    assert.equal(api?.cost?.(1_000_000), 3.5);
  });
});
