import assert from "node:assert/strict";
import {
  api,
  FUNCTION_ARN,
  graph,
  integration,
  node,
  ordersFunction,
  permission,
  route,
  stage,
} from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function authorizer(name: string, id: string, inputs: Parameters<typeof node>[2]) {
  return node("authorizer", name, { apiId: "abc123", name, ...inputs }, { id });
}

describe("readIntegrations", () => {
  it("reads an HTTP proxy with mappings, TLS and a VPC link", () => {
    const found = readSnapshot(
      graph(
        api(),
        integration({
          integrationType: "HTTP_PROXY",
          integrationUri: "https://example.com/{proxy}",
          integrationMethod: "ANY",
          payloadFormatVersion: "1.0",
          timeoutMilliseconds: 5000,
          connectionType: "VPC_LINK",
          connectionId: "vpc1",
          tlsConfig: { serverNameToVerify: "internal.example.com" },
          requestParameters: { "overwrite:path": "$request.path" },
          responseParameters: [{ statusCode: "404", mappings: { "overwrite:statuscode": "410" } }],
        }),
        stage(),
      ),
    ).model.httpApis[0]?.integrations[0];
    assert.deepEqual(found, {
      urn: "urn:pulumi:dev::test::aws:apigatewayv2/integration:Integration::orders",
      id: "int1",
      type: "HTTP_PROXY",
      payloadFormatVersion: "1.0",
      timeoutMs: 5000,
      requestParameters: { "overwrite:path": "$request.path" },
      responseParameters: [{ statusCode: "404", mappings: { "overwrite:statuscode": "410" } }],
      connectionType: "VPC_LINK",
      uri: "https://example.com/{proxy}",
      method: "ANY",
      connectionId: "vpc1",
      tlsServerName: "internal.example.com",
    });
  });

  it("leaves a service integration without function", () => {
    const model = readSnapshot(graph(api(), integration({ integrationSubtype: "SQS-SendMessage" }), stage())).model;
    assert.equal(model.httpApis[0]?.integrations[0]?.subtype, "SQS-SendMessage");
    assert.equal(model.httpApis[0]?.integrations[0]?.lambda, undefined);
  });

  it("keeps a function that a stage variable names", () => {
    const uri = "arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.fn}";
    const model = readSnapshot(graph(api(), integration({ integrationUri: uri }), stage())).model;
    assert.deepEqual(model.httpApis[0]?.integrations[0]?.lambda, { arn: uri });
  });

  it("refuses a type that HTTP APIs do not have", () => {
    const model = readSnapshot(graph(api(), integration({ integrationType: "MOCK" }), stage())).model;
    assert.equal(model.problems[0]?.text, `integrationType is "MOCK"; an HTTP API takes "AWS_PROXY" or "HTTP_PROXY".`);
  });
});

describe("readAuthorizers", () => {
  it("reads a JWT authorizer and gives it to its route", () => {
    const jwt = authorizer("jwt", "a1", {
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer: "https://issuer.example", audiences: ["web"] },
    });
    const secured = route("GET /orders", {
      authorizationType: "JWT",
      authorizerId: "a1",
      authorizationScopes: ["orders:read"],
    });
    const model = readSnapshot(
      graph(api(), ordersFunction(), permission(), integration(), jwt, secured, stage()),
    ).model;
    assert.deepEqual(model.problems, []);
    const found = model.httpApis[0]?.routes[0];
    assert.deepEqual(found?.authorizationScopes, ["orders:read"]);
    assert.deepEqual(found?.authorizer, {
      urn: jwt.urn,
      id: "a1",
      name: "jwt",
      identitySources: ["$request.header.Authorization"],
      type: "JWT",
      issuer: "https://issuer.example",
      audiences: ["web"],
    });
  });

  it("caches a Lambda authorizer's answers as the provider does: 300 s by identity source, by default", () => {
    const ttl = (inputs: Parameters<typeof node>[2]) => {
      const guard = authorizer("guard", "a2", { authorizerType: "REQUEST", authorizerUri: FUNCTION_ARN, ...inputs });
      const found = readSnapshot(graph(api(), guard, stage())).model.httpApis[0]?.authorizers[0];
      return found?.type === "REQUEST" ? found.resultTtlSeconds : undefined;
    };
    const identitySources = ["$request.header.Authorization"];
    assert.equal(ttl({ identitySources }), 300);
    assert.equal(ttl({ identitySources, authorizerResultTtlInSeconds: 0 }), 0);
    assert.equal(ttl({ identitySources, authorizerResultTtlInSeconds: 60 }), 60);
    assert.equal(ttl({}), 0);
  });

  it("reads a Lambda authorizer with a role", () => {
    const guard = authorizer("guard", "a2", {
      authorizerType: "REQUEST",
      authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`,
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      authorizerCredentialsArn: "arn:aws:iam::123456789012:role/r",
    });
    const found = readSnapshot(graph(api(), ordersFunction(), guard, stage())).model.httpApis[0]?.authorizers[0];
    assert.ok(found?.type === "REQUEST");
    assert.equal(found.lambda.function?.name, "orders");
    assert.equal(found.payloadFormatVersion, "2.0");
    assert.equal(found.enableSimpleResponses, true);
    assert.equal(found.resultTtlSeconds, 0);
    assert.equal(found.invokePermission, "notNeeded");
  });

  it("refuses a type that HTTP APIs do not have", () => {
    const model = readSnapshot(graph(api(), authorizer("t", "a3", { authorizerType: "TOKEN" }), stage())).model;
    assert.equal(model.problems[0]?.text, `authorizerType is "TOKEN"; an HTTP API takes "JWT" or "REQUEST".`);
  });
});

describe("readRoutes", () => {
  it("reports a malformed route key and leaves the route out", () => {
    const model = readSnapshot(graph(api(), ordersFunction(), integration(), route("GET orders"), stage())).model;
    assert.deepEqual(model.httpApis[0]?.routes, []);
    assert.equal(
      model.problems[0]?.text,
      `routeKey "GET orders": the path "orders" must start with a slash; write "GET /orders".`,
    );
  });

  it("reports a target that is not declared", () => {
    const model = readSnapshot(graph(api(), route("GET /orders", { target: "integrations/nope" }), stage())).model;
    assert.equal(
      model.problems[0]?.text,
      `target "integrations/nope" names nothing that this program declares for the API.`,
    );
  });
});
