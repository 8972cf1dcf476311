import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../engine/graph/value";
import { api, FUNCTION_ARN, graph, ordersFunction, permission, stage } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function read(document: object | string) {
  const body = typeof document === "string" ? document : JSON.stringify(document);
  return readSnapshot(graph(api({ body }), ordersFunction(), permission(), stage())).model;
}

const LAMBDA = { type: "aws_proxy", uri: FUNCTION_ARN, httpMethod: "POST", payloadFormatVersion: "2.0" };

describe("readOpenApiBody", () => {
  it("reads routes, the any method and the default route", () => {
    const model = read({
      openapi: "3.0.1",
      paths: {
        "/orders/{id}": {
          parameters: [],
          get: { operationId: "readOrder", "x-amazon-apigateway-integration": LAMBDA },
          "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": LAMBDA },
        },
        "/$default": {
          "x-amazon-apigateway-any-method": { isDefaultRoute: true, "x-amazon-apigateway-integration": LAMBDA },
        },
      },
    });
    assert.deepEqual(model.problems, []);
    assert.deepEqual(
      model.httpApis[0]?.routes.map((route) => [route.routeKey, route.operationName, route.invokePermission]),
      [
        ["GET /orders/{id}", "readOrder", "allowed"],
        ["ANY /orders/{id}", undefined, "allowed"],
        ["$default", undefined, "allowed"],
      ],
    );
  });

  it("reads YAML, CORS, and a version that is a number", () => {
    const model = read(`
openapi: 3.0.1
x-amazon-apigateway-cors:
  allowOrigins: ["https://myapp.com"]
  maxAge: 60
paths:
  /a:
    post:
      x-amazon-apigateway-integration: {type: AWS_PROXY, uri: "${FUNCTION_ARN}", payloadFormatVersion: 2.0, timeoutInMillis: 1000}
`);
    const [found] = model.httpApis;
    assert.deepEqual(found?.cors?.allowOrigins, ["https://myapp.com"]);
    assert.equal(found?.cors?.maxAge, 60);
    assert.equal(found?.routes[0]?.integration?.payloadFormatVersion, "2.0");
    assert.equal(found?.routes[0]?.integration?.timeoutMs, 1000);
  });

  it("reads authorizers and who needs them", () => {
    const model = read({
      openapi: "3.0.1",
      components: {
        securitySchemes: {
          users: {
            type: "oauth2",
            "x-amazon-apigateway-authorizer": {
              type: "jwt",
              identitySource: "$request.header.Authorization",
              jwtConfiguration: { issuer: "https://issuer.example", audience: ["web"] },
            },
          },
          guard: {
            type: "apiKey",
            "x-amazon-apigateway-authorizer": {
              type: "request",
              identitySource: "$request.header.A, $request.header.B",
              authorizerUri: FUNCTION_ARN,
              authorizerPayloadFormatVersion: "2.0",
              authorizerResultTtlInSeconds: "60",
              enableSimpleResponses: true,
            },
          },
        },
      },
      paths: {
        "/jwt": { get: { security: [{ users: ["read"] }], "x-amazon-apigateway-integration": LAMBDA } },
        "/custom": { get: { security: [{ guard: [] }], "x-amazon-apigateway-integration": LAMBDA } },
        "/iam": {
          get: { "x-amazon-apigateway-auth": { type: "AWS_IAM" }, "x-amazon-apigateway-integration": LAMBDA },
        },
        "/open": { get: { security: [], "x-amazon-apigateway-integration": LAMBDA } },
      },
      security: [{ users: [] }],
    });
    const [found] = model.httpApis;
    assert.deepEqual(
      found?.routes.map((route) => [route.authorizationType, route.authorizer?.id, route.authorizationScopes]),
      [
        ["JWT", "users", ["read"]],
        ["CUSTOM", "guard", []],
        ["AWS_IAM", undefined, []],
        ["NONE", undefined, []],
      ],
    );
    const guard = found?.authorizers[1];
    assert.ok(guard?.type === "REQUEST");
    assert.deepEqual(guard.identitySources, ["$request.header.A", "$request.header.B"]);
    assert.equal(guard.resultTtlSeconds, 60);
  });

  it("reports another version, a type that HTTP APIs lack and a malformed path", () => {
    const model = read({
      openapi: "3.1.0",
      paths: {
        "/mock": { get: { "x-amazon-apigateway-integration": { type: "mock" } } },
        "/a/": { get: { "x-amazon-apigateway-integration": LAMBDA } },
      },
    });
    assert.deepEqual(
      model.problems.map((problem) => problem.text),
      [
        `the body's "openapi" is not 3.0.x; an HTTP API imports OpenAPI 3.0 only.`,
        `the integration of "GET /mock" has type "mock"; an HTTP API takes aws_proxy or http_proxy.`,
        `path "/a/" of the OpenAPI body: the path ends with a slash, which API Gateway refuses; write "/a".`,
        `route "GET /mock" has no target, so AWS answers 500; set "integrations/<id>".`,
      ],
    );
  });

  it("reports a body that is no document", () => {
    const [problem] = read("{ not: [yaml").problems;
    assert.match(problem?.text ?? "", /^the OpenAPI body is neither JSON nor YAML: /);
  });

  it("warns of a body that is not known yet", () => {
    const { problems } = readSnapshot(graph(api({ body: UNKNOWN }), stage())).model;
    assert.equal(
      problems[0]?.text,
      "the OpenAPI body is known only after the deployment, so its routes can't be read.",
    );
  });
});
