import assert from "node:assert/strict";
import {
  ACCOUNT,
  api,
  EXECUTION_ARN,
  FUNCTION_ARN,
  graph,
  integration,
  ordersFunction,
  permission,
  previewedProgram,
  route,
  stage,
} from "../../support/graphs";
import { readSnapshot } from "../../../gateway/model/snapshot";

describe("readSnapshot", () => {
  it("joins API, route, integration, function, permission and stage by their values", () => {
    const model = readSnapshot(
      graph(
        api({ corsConfiguration: { allowOrigins: ["https://myapp.com"], allowMethods: ["GET"], maxAge: 300 } }),
        ordersFunction(),
        permission(),
        integration(),
        route("GET /orders/{id}", { operationName: "readOrder" }),
        stage(),
      ),
    ).model;
    assert.deepEqual(model.problems, []);
    const [found] = model.httpApis;
    assert.ok(found !== undefined);
    const { routes, integrations, stages, ...rest } = found;
    assert.deepEqual(rest, {
      kind: "http",
      urn: "urn:pulumi:dev::test::aws:apigatewayv2/api:Api::api",
      id: "abc123",
      name: "api",
      region: "us-east-1",
      account: ACCOUNT,
      partition: "aws",
      executionArn: EXECUTION_ARN,
      disableExecuteApiEndpoint: false,
      cors: {
        allowOrigins: ["https://myapp.com"],
        allowMethods: ["GET"],
        allowHeaders: [],
        exposeHeaders: [],
        allowCredentials: false,
        maxAge: 300,
      },
      authorizers: [],
    });
    assert.equal(routes[0]?.routeKey, "GET /orders/{id}");
    assert.equal(routes[0]?.operationName, "readOrder");
    assert.equal(routes[0]?.integration, integrations[0]);
    assert.equal(routes[0]?.invokePermission, "allowed");
    assert.equal(integrations[0]?.lambda?.function, model.functions[0]);
    assert.equal(integrations[0]?.timeoutMs, 30_000);
    assert.equal(stages[0]?.name, "$default");
  });

  it("joins a previewed program by what its unknown values depend on", () => {
    const model = readSnapshot(previewedProgram()).model;
    const [found] = model.httpApis;
    assert.deepEqual(model.problems, []);
    assert.equal(found?.id, "api");
    assert.equal(found?.stages[0]?.name, "$default");
    assert.equal(found?.routes[0]?.integration?.lambda?.function?.name, "orders");
    assert.equal(found?.routes[0]?.integration?.lambda?.qualifier, "live");
    assert.equal(found?.routes[0]?.invokePermission, "allowed");
  });

  it("gives every function, those that no API calls too", () => {
    assert.deepEqual(
      readSnapshot(graph(ordersFunction())).model.functions.map((item) => item.arn),
      [FUNCTION_ARN],
    );
  });
});
