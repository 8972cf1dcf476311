import assert from "node:assert/strict";
import { asVersion } from "../../../../gateway/model/http-api/openapi-integration-reader";
import { api, FUNCTION_ARN, graph, ordersFunction, permission, stage } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function read(document: object) {
  const body = JSON.stringify(document);
  return readSnapshot(graph(api({ body }), ordersFunction(), permission(), stage())).model;
}

const LAMBDA = { type: "aws_proxy", uri: FUNCTION_ARN, httpMethod: "POST", payloadFormatVersion: "2.0" };

describe("readIntegrationExtension", () => {
  it("shares an integration that operations refer to", () => {
    const reference = { $ref: "#/components/x-amazon-apigateway-integrations/orders" };
    const model = read({
      openapi: "3.0.1",
      components: { "x-amazon-apigateway-integrations": { orders: LAMBDA } },
      paths: {
        "/a": { get: { "x-amazon-apigateway-integration": reference } },
        "/b": { get: { "x-amazon-apigateway-integration": reference } },
      },
    });
    const [found] = model.httpApis;
    assert.equal(found?.integrations.length, 1);
    assert.equal(found?.routes[0]?.integration, found?.routes[1]?.integration);
  });

  it("reads an HTTP proxy with its mappings", () => {
    const written = {
      type: "http_proxy",
      uri: "https://example.com",
      httpMethod: "GET",
      payloadFormatVersion: "1.0",
      requestParameters: { "overwrite:path": "/x" },
      responseParameters: { "404": { "overwrite:statuscode": "410" } },
      tlsConfig: { serverNameToVerify: "internal" },
    };
    const model = read({ openapi: "3.0.1", paths: { "/a": { get: { "x-amazon-apigateway-integration": written } } } });
    assert.deepEqual(model.httpApis[0]?.integrations[0], {
      urn: "urn:pulumi:dev::test::aws:apigatewayv2/api:Api::api",
      id: "GET /a",
      type: "HTTP_PROXY",
      payloadFormatVersion: "1.0",
      timeoutMs: 30_000,
      requestParameters: { "overwrite:path": "/x" },
      responseParameters: [{ statusCode: "404", mappings: { "overwrite:statuscode": "410" } }],
      connectionType: "INTERNET",
      uri: "https://example.com",
      method: "GET",
      tlsServerName: "internal",
    });
  });
});

describe("asVersion", () => {
  it("takes a number for its text", () => {
    assert.equal(asVersion(2), "2.0");
    assert.equal(asVersion("1.0"), "1.0");
    assert.equal(asVersion(undefined), undefined);
  });
});
