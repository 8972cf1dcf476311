import assert from "node:assert/strict";
import {
  awsService,
  cognitoUserPools,
  httpCustom,
  httpProxy,
  iam,
  existingAuthorizer,
  lambda,
  lambdaAuthorizer,
  lambdaCustom,
  mock,
  none,
  resourcePolicy,
  RestApi,
  type RestApiArgs,
} from "../../../components";
import { deploy, type Deployed, valueOf } from "../../support/deploy";
import { refused as refusedLines } from "../../support/refused";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const ROLE = "arn:aws:iam::123456789012:role/caller";
const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
const open = none("a test");
const target = lambda(FUNCTION);

type Args = RestApiArgs<string>;
type Json = Record<string, unknown>;

function shop(args: Partial<Args>): Promise<Deployed<RestApi>> {
  return deploy(() => new RestApi("shop", { defaultAuthorizer: open, routes: { "GET /a": target }, ...args }));
}

async function body(args: Partial<Args>): Promise<Json> {
  const { inputsOf } = await shop(args);
  return JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as Json;
}

/** Returns what stands at a path of keys. */
function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((found, key) => (found as Json | undefined)?.[key], value);
}

function refused(args: Partial<Args>): string[] {
  const make = (): unknown => new RestApi("shop", { defaultAuthorizer: open, routes: { "GET /a": target }, ...args });
  return refusedLines(make).slice(1);
}

describe("RestApi", () => {
  it("is a handful of resources, however many routes it has", async () => {
    const routes = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`GET /r${i}`, target]));
    const { resources } = await shop({ routes });
    assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:apigateway/deployment:Deployment shop-deployment",
      "aws:apigateway/methodSettings:MethodSettings shop-live-settings",
      "aws:apigateway/restApi:RestApi shop",
      "aws:apigateway/stage:Stage shop-live-stage",
      "aws:cloudwatch/logGroup:LogGroup shop-live-access-logs",
      "aws:cloudwatch/logGroup:LogGroup shop-live-execution-logs",
      "aws:lambda/permission:Permission shop-orders-permission",
    ]);
  });

  it("is regional, fails on import warnings, and has one operation a route", async () => {
    const { inputsOf, value } = await shop({
      routes: { "GET /a/{id}": { integration: target, operationName: "read" } },
    });
    const { body: text, ...inputs } = inputsOf("apigateway/restApi:RestApi");
    assert.deepEqual(inputs, { failOnWarnings: true, endpointConfiguration: { types: "REGIONAL" } });
    assert.deepEqual(JSON.parse(text as string), {
      openapi: "3.0.1",
      info: { title: "shop", version: "1.0" },
      paths: {
        "/a/{id}": {
          get: {
            operationId: "read",
            parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
            security: [],
            responses: { "200": { description: "The answer of the integration" } },
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              uri: INVOKE,
              timeoutInMillis: 29000,
              passthroughBehavior: "when_no_match",
            },
          },
        },
      },
    });
    assert.equal(await valueOf(value.url), "https://id.execute-api.eu-west-1.amazonaws.com/live");
    assert.equal(await valueOf(value.apiEndpoint), "https://id.execute-api.eu-west-1.amazonaws.com");
    assert.equal(
      await valueOf(value.urlFor("GET /a/{id}", { id: "x y" })),
      "https://id.execute-api.eu-west-1.amazonaws.com/live/a/x%20y",
    );
  });

  it("writes each kind of integration as AWS has it", async () => {
    const document = await body({
      routes: {
        "GET /custom": lambdaCustom(FUNCTION, {
          requestTemplates: { "application/json": "{}" },
          responses: [
            { statusCode: "200" },
            { statusCode: "400", selectionPattern: "Bad.*", headers: { "X-A": "'b'" } },
          ],
        }),
        "GET /proxy/{id}": httpProxy("https://backend.example/{id}"),
        "POST /http": httpCustom("https://backend.example/", { method: "PUT" }),
        "GET /mock": mock({ responses: [{ statusCode: "200", templates: { "application/json": "{}" } }] }),
        "POST /item": awsService({
          service: "dynamodb",
          action: "PutItem",
          region: "eu-west-1",
          credentials: ROLE,
          requestTemplates: { "application/json": "{}" },
        }),
        "ANY /private": httpProxy("https://orders.internal/", {
          connectionId: "vpclink1",
          integrationTarget: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/1/2",
        }),
        "GET /stream": lambda(FUNCTION, { streaming: true, timeoutMilliseconds: 60_000 }),
      },
    });
    const of = (path: string, method: string): unknown =>
      at(document, "paths", path, method, "x-amazon-apigateway-integration");
    const passthroughBehavior = "when_no_match";
    assert.deepEqual(of("/custom", "get"), {
      type: "aws",
      httpMethod: "POST",
      uri: INVOKE,
      timeoutInMillis: 29000,
      passthroughBehavior,
      requestTemplates: { "application/json": "{}" },
      responses: {
        default: { statusCode: "200" },
        "Bad.*": { statusCode: "400", responseParameters: { "method.response.header.X-A": "'b'" } },
      },
    });
    assert.deepEqual(of("/proxy/{id}", "get"), {
      type: "http_proxy",
      httpMethod: "ANY",
      uri: "https://backend.example/{id}",
      timeoutInMillis: 29000,
      passthroughBehavior,
      requestParameters: { "integration.request.path.id": "method.request.path.id" },
    });
    assert.deepEqual(of("/http", "post"), {
      type: "http",
      httpMethod: "PUT",
      uri: "https://backend.example/",
      timeoutInMillis: 29000,
      passthroughBehavior,
      responses: { default: { statusCode: "200" } },
    });
    assert.deepEqual(of("/mock", "get"), {
      type: "mock",
      passthroughBehavior,
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200", responseTemplates: { "application/json": "{}" } } },
    });
    assert.equal(at(of("/item", "post"), "uri"), "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem");
    assert.equal(at(of("/item", "post"), "credentials"), ROLE);
    assert.deepEqual(of("/private", "x-amazon-apigateway-any-method"), {
      type: "http_proxy",
      httpMethod: "ANY",
      uri: "https://orders.internal/",
      timeoutInMillis: 29000,
      passthroughBehavior,
      connectionType: "VPC_LINK",
      connectionId: "vpclink1",
      integrationTarget: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/1/2",
    });
    assert.deepEqual(of("/stream", "get"), {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: `arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`,
      timeoutInMillis: 60000,
      passthroughBehavior,
      responseTransferMode: "STREAM",
    });
    assert.deepEqual(at(document, "paths", "/custom", "get", "responses", "400", "headers"), {
      "X-A": { schema: { type: "string" } },
    });
  });

  it("writes each kind of authorizer as a security scheme, once however many routes have it", async () => {
    const token = lambdaAuthorizer(FUNCTION, { name: "token", authorizerType: "TOKEN", resultTtlInSeconds: 60 });
    const document = await body({
      routes: {
        "GET /iam": { integration: target, authorizer: iam() },
        "GET /pool": { integration: target, authorizer: cognitoUserPools(POOL, { scopes: ["a/read"] }) },
        "GET /token": { integration: target, authorizer: token },
        "GET /token2": { integration: target, authorizer: token, apiKeyRequired: true },
        "GET /request": {
          integration: target,
          authorizer: lambdaAuthorizer(FUNCTION, { identitySources: ["$request.header.X-A", "$context.stage"] }),
        },
      },
    });
    const security = (path: string): unknown => at(document, "paths", path, "get", "security");
    assert.deepEqual(security("/iam"), [{ iam: [] }]);
    assert.deepEqual(security("/pool"), [{ "eu-west-1_AbCdEfGhI": ["a/read"] }]);
    assert.deepEqual(security("/token2"), [{ api_key: [] }, { token: [] }]);
    assert.deepEqual(at(document, "components", "securitySchemes"), {
      api_key: { type: "apiKey", name: "x-api-key", in: "header" },
      iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      "eu-west-1_AbCdEfGhI": {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
          type: "cognito_user_pools",
          providerARNs: [POOL],
          authorizerResultTtlInSeconds: 300,
          identitySource: "method.request.header.Authorization",
        },
      },
      token: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "token",
          authorizerUri: INVOKE,
          authorizerResultTtlInSeconds: 60,
          identitySource: "method.request.header.Authorization",
        },
      },
      [Object.keys(at(document, "components", "securitySchemes") as Json).at(-1) ?? ""]: {
        type: "apiKey",
        name: "Unused",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "request",
          authorizerUri: INVOKE,
          authorizerResultTtlInSeconds: 0,
          identitySource: "method.request.header.X-A, context.stage",
        },
      },
    });
  });

  it("validates exactly what a route asks for", async () => {
    const Order = { type: "object", required: ["item"] };
    const document = await body({
      models: { Order },
      routes: {
        "POST /both": { integration: target, requestModel: "Order", requiredHeaders: ["X-A"] },
        "POST /body": { integration: target, requestModel: "Order" },
        "GET /query": {
          integration: target,
          requiredQueryParameters: ["page"],
          cache: { keyParameters: ["querystring.page", "header.Accept-Language"], namespace: "pages" },
        },
        "GET /free": target,
      },
    });
    const validator = (path: string, method: string): unknown =>
      at(document, "paths", path, method, "x-amazon-apigateway-request-validator");
    assert.deepEqual(
      [validator("/both", "post"), validator("/body", "post"), validator("/query", "get"), validator("/free", "get")],
      ["all", "body-only", "params-only", undefined],
    );
    assert.deepEqual(at(document, "components", "schemas"), { Order });
    assert.deepEqual(at(document, "paths", "/body", "post", "requestBody"), {
      content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
      required: true,
    });
    assert.deepEqual(at(document, "paths", "/query", "get", "parameters"), [
      { name: "page", in: "query", required: true, schema: { type: "string" } },
      { name: "Accept-Language", in: "header", required: false, schema: { type: "string" } },
    ]);
    assert.deepEqual(at(document, "paths", "/query", "get", "x-amazon-apigateway-integration", "cacheKeyParameters"), [
      "method.request.querystring.page",
      "method.request.header.Accept-Language",
    ]);
    assert.equal(at(document, "paths", "/query", "get", "x-amazon-apigateway-integration", "cacheNamespace"), "pages");
  });

  // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
  it("lets the tokens of one app client through where the authorizer names its audience", async () => {
    const defaultAuthorizer = cognitoUserPools(POOL, { identityValidationExpression: "web|mobile" });
    const [scheme] = Object.values(at(await body({ defaultAuthorizer }), "components", "securitySchemes") as Json);
    assert.equal(at(scheme, "x-amazon-apigateway-authorizer", "identityValidationExpression"), "web|mobile");
    await assert.rejects(
      body({ defaultAuthorizer: { ...defaultAuthorizer, scopes: ["shop/read"] } }),
      /identityValidationExpression: got "web\|mobile", expected no scopes beside it/,
    );
  });

  it("answers preflights with a MOCK, and gives API Gateway's own errors the origin", async () => {
    const cors = { allowOrigins: ["https://a.example"], allowHeaders: ["x-api-key"], maxAge: 60 };
    const document = await body({ cors, routes: { "GET /a": target, "POST /a": target, "OPTIONS /b": target } });
    assert.deepEqual(
      at(document, "paths", "/a", "options", "x-amazon-apigateway-integration", "responses", "default"),
      {
        statusCode: "204",
        responseParameters: {
          "method.response.header.Access-Control-Allow-Origin": "'https://a.example'",
          "method.response.header.Access-Control-Allow-Methods": "'OPTIONS,GET,POST'",
          "method.response.header.Access-Control-Allow-Headers": "'x-api-key'",
          "method.response.header.Access-Control-Max-Age": "'60'",
        },
      },
    );
    assert.deepEqual(at(document, "paths", "/a", "options", "security"), []);
    assert.equal(at(document, "paths", "/b", "options", "x-amazon-apigateway-integration", "type"), "aws_proxy");
    const headers = {
      "gatewayresponse.header.Access-Control-Allow-Origin": "'https://a.example'",
      "gatewayresponse.header.Access-Control-Allow-Headers": "'x-api-key'",
    };
    assert.deepEqual(document["x-amazon-apigateway-gateway-responses"], {
      DEFAULT_4XX: { responseParameters: headers },
      DEFAULT_5XX: { responseParameters: headers },
    });
  });

  it("lets browsers read the answers of mapped integrations and API Gateway's own errors as cors says", async () => {
    // https://fetch.spec.whatwg.org/#http-responses: both are read in the answer, not in that of a preflight
    const cors = { allowOrigins: ["https://a.example"], allowCredentials: true, exposeHeaders: ["etag", "x-total"] };
    const document = await body({ cors, routes: { "GET /a": mock() } });
    const answer = {
      "Access-Control-Allow-Origin": "'https://a.example'",
      "Access-Control-Allow-Credentials": "'true'",
      "Access-Control-Expose-Headers": "'etag,x-total'",
    };
    const under = (place: string): object =>
      Object.fromEntries(Object.entries(answer).map(([name, value]) => [`${place}.header.${name}`, value]));
    const mapped = at(document, "paths", "/a", "get", "x-amazon-apigateway-integration", "responses", "default");
    assert.deepEqual(mapped, { statusCode: "200", responseParameters: under("method.response") });
    assert.deepEqual(
      Object.keys(at(document, "paths", "/a", "get", "responses", "200", "headers") as object),
      Object.keys(answer),
    );
    assert.deepEqual(at(document, "x-amazon-apigateway-gateway-responses", "DEFAULT_4XX"), {
      responseParameters: under("gatewayresponse"),
    });
  });

  it("has what belongs to the whole API in its body", async () => {
    const policy = resourcePolicy({ ipRanges: ["10.0.0.0/8"], accounts: ["123456789012"] });
    const document = await body({
      binaryMediaTypes: ["image/png"],
      minimumCompressionSize: 1024,
      apiKeySource: "AUTHORIZER",
      policy,
      gatewayResponses: { UNAUTHORIZED: { statusCode: "403", templates: { "application/json": "{}" } } },
    });
    assert.deepEqual(document["x-amazon-apigateway-binary-media-types"], ["image/png"]);
    assert.equal(document["x-amazon-apigateway-minimum-compression-size"], 1024);
    assert.equal(document["x-amazon-apigateway-api-key-source"], "AUTHORIZER");
    assert.deepEqual(document["x-amazon-apigateway-gateway-responses"], {
      UNAUTHORIZED: { statusCode: "403", responseTemplates: { "application/json": "{}" } },
    });
    assert.deepEqual(at(document, "x-amazon-apigateway-policy", "Statement"), [
      {
        Effect: "Allow",
        Principal: { AWS: ["123456789012"] },
        Action: "execute-api:Invoke",
        Resource: ["execute-api:/*"],
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: ["execute-api:/*"],
        Condition: { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } },
      },
    ]);
  });

  it("lets in the VPC endpoints of a private API and no other", async () => {
    const { inputsOf } = await shop({ endpointType: "PRIVATE", vpcEndpointIds: ["vpce-1"] });
    const { body: text, endpointConfiguration } = inputsOf("apigateway/restApi:RestApi");
    assert.deepEqual(endpointConfiguration, {
      types: "PRIVATE",
      vpcEndpointIds: ["vpce-1"],
      ipAddressType: "dualstack",
    });
    const document = JSON.parse(text as string) as Json;
    assert.deepEqual(at(document, "x-amazon-apigateway-policy", "Statement", "1", "Condition"), {
      StringNotEquals: { "aws:SourceVpce": ["vpce-1"] },
    });
    assert.deepEqual(document.servers, [
      { url: "/", "x-amazon-apigateway-endpoint-configuration": { vpcEndpointIds: ["vpce-1"] } },
    ]);
  });

  it("is never replaced for an authorizer: authorizers are in the body", async () => {
    const { namesOf } = await shop({ defaultAuthorizer: lambdaAuthorizer(FUNCTION) });
    assert.deepEqual(namesOf("apigateway/authorizer:Authorizer"), []);
  });

  it("says all that is wrong at once", () => {
    assert.deepEqual(
      refused({
        routes: {
          "GET /a/{id}": { integration: target, authorizer: existingAuthorizer("abc123", "JWT") },
          $default: target,
          "GET /b": { integration: lambda(FUNCTION, { payloadFormatVersion: "2.0" }), requestModel: "Order" },
        },
        minimumCompressionSize: -1,
        endpointType: "PRIVATE",
        models: { "a-b": "{" },
        gatewayResponses: { NOPE: {} },
        stage: "$default",
        cacheSize: "1",
        rollbackTo: 3,
      }).map((line) => line.split(":")[0]?.trim()),
      [
        '- routes["GET /a/{id}"].authorizer',
        '- routes["$default"]',
        '- routes["GET /b"].integration.payloadFormatVersion',
        '- routes["GET /b"].requestModel',
        "- models",
        "- models.a-b",
        "- gatewayResponses",
        "- minimumCompressionSize",
        "- policy",
        "- stage",
        "- cacheSize",
        "- rollbackTo",
      ],
    );
  });

  it("refuses two parameters at one place of the path, as AWS does", () => {
    assert.deepEqual(refused({ routes: { "GET /a/{id}": target, "POST /a/{name}": target } }), [
      '  - routes["POST /a/{name}"]: got "{name}", expected one parameter under /a: "GET /a/{id}" has {id}. Fix: write {id} in both',
    ]);
  });

  it("refuses a policy that stands both in the document and outside", () => {
    const document = {
      openapi: "3.0.1",
      info: { title: "a", version: "1" },
      paths: { "/a": { get: { responses: {}, "x-amazon-apigateway-integration": { type: "mock" } } } },
      "x-amazon-apigateway-policy": {},
    };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    assert.match(refused({ routes: undefined, openapi: { document }, policy }).join(), /one policy/);
  });
});
