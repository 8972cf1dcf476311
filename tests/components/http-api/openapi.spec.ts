import assert from "node:assert/strict";
import { HttpApi, httpProxy, iam, jwt, lambda, lambdaAuthorizer, none, responseMapping } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:check";
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

describe("the OpenAPI document of a route table", () => {
  it("says who may call each operation and where it goes", async () => {
    const { value } = await deploy(() => {
      const proxy = httpProxy("https://example.com/{proxy}", {
        method: "GET",
        timeoutMilliseconds: 500,
        requestParameters: { "remove:querystring.debug": "''" },
        responseParameters: responseMapping({ 404: { overwrite: { statuscode: "200" } } }),
        tlsServerName: "example.com",
      });
      return new HttpApi("shop", {
        routes: {
          "ANY /{proxy+}": {
            integration: proxy,
            authorizer: jwt({ issuer: "https://auth.example.com", audience: ["a", "b"], scopes: ["read"] }),
          },
          "GET /signed": { integration: lambda(FUNCTION), authorizer: iam() },
          "GET /decided": { integration: lambda(FUNCTION), authorizer: lambdaAuthorizer(FUNCTION, { name: "gate" }) },
          $default: { integration: lambda(FUNCTION), authorizer: none("a test") },
        },
      });
    });
    const responses = { default: { description: "The response of the integration" } };
    const goesTo = (label: string): object => ({ $ref: `#/components/x-amazon-apigateway-integrations/${label}` });
    assert.deepEqual(JSON.parse(await valueOf(value.openapi)), {
      openapi: "3.0.1",
      info: { title: "shop", version: "1.0" },
      paths: {
        "/{proxy+}": {
          "x-amazon-apigateway-any-method": {
            parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }],
            responses,
            security: [{ "auth.example.com-d90e0fd3": ["read"] }],
            "x-amazon-apigateway-integration": goesTo("example.com-proxy-3dd6a973"),
          },
        },
        "/signed": {
          get: {
            responses,
            security: [],
            "x-amazon-apigateway-auth": { type: "AWS_IAM" },
            "x-amazon-apigateway-integration": goesTo("check"),
          },
        },
        "/decided": {
          get: { responses, security: [{ gate: [] }], "x-amazon-apigateway-integration": goesTo("check") },
        },
        "/$default": {
          "x-amazon-apigateway-any-method": {
            responses,
            isDefaultRoute: true,
            security: [],
            "x-amazon-apigateway-integration": goesTo("check"),
          },
        },
      },
      components: {
        securitySchemes: {
          "auth.example.com-d90e0fd3": {
            type: "oauth2",
            flows: {},
            "x-amazon-apigateway-authorizer": {
              type: "jwt",
              identitySource: "$request.header.Authorization",
              jwtConfiguration: { issuer: "https://auth.example.com", audience: ["a", "b"] },
            },
          },
          gate: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authorizer": {
              type: "request",
              identitySource: "$request.header.Authorization",
              authorizerUri: INVOKE,
              authorizerPayloadFormatVersion: "2.0",
              authorizerResultTtlInSeconds: 0,
              enableSimpleResponses: true,
            },
          },
        },
        "x-amazon-apigateway-integrations": {
          "example.com-proxy-3dd6a973": {
            type: "http_proxy",
            httpMethod: "GET",
            uri: "https://example.com/{proxy}",
            connectionType: "INTERNET",
            payloadFormatVersion: "1.0",
            timeoutInMillis: 500,
            requestParameters: { "remove:querystring.debug": "''" },
            responseParameters: { "404": { "overwrite:statuscode": "200" } },
            tlsConfig: { serverNameToVerify: "example.com" },
          },
          check: {
            type: "aws_proxy",
            httpMethod: "POST",
            uri: INVOKE,
            connectionType: "INTERNET",
            payloadFormatVersion: "2.0",
            timeoutInMillis: 30000,
          },
        },
      },
    });
  });
});
