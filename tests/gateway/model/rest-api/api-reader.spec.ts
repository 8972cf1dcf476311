import assert from "node:assert/strict";
import { type ResourceNode } from "../../../../engine/graph/graph";
import { UNKNOWN } from "../../../../engine/graph/value";
import type { ApiModel } from "../../../../gateway/model/api-model";
import { functionArn, graphOf, jsFunction, node } from "../../../support/http-program";
import { invokeUri, mock, restApi, restType, usagePlan } from "../../../support/rest-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const model = (...resources: ResourceNode[]): ApiModel => readSnapshot(graphOf(resources)).model;
const texts = ({ problems }: ApiModel): string[] => problems.map(({ severity, text }) => `${severity}: ${text}`);

describe("readRestApis", () => {
  it("reads the methods of an OpenAPI body with validator, models, key and integration", () => {
    const { restApis } = model(
      jsFunction("code", ""),
      ...restApi({
        methods: {
          "POST /orders/{id}": {
            function: "code",
            operation: {
              operationId: "order",
              security: [{ api_key: [] }],
              "x-amazon-apigateway-request-validator": "all",
              parameters: [
                { name: "q", in: "query", required: true },
                { name: "id", in: "path", required: true },
              ],
              requestBody: { content: { "application/json": { schema: { type: "object" } } } },
            },
          },
        },
        document: {
          components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } },
          "x-amazon-apigateway-request-validators": {
            all: { validateRequestBody: true, validateRequestParameters: true },
          },
        },
      }),
    );
    const method = restApis[0]?.definition.methods[0];
    assert.equal(method?.routeKey, "POST /orders/{id}");
    assert.equal(method?.apiKeyRequired, true);
    assert.equal(method?.operationName, "order");
    assert.deepEqual([method?.validatesBody, method?.validatesParameters], [true, true]);
    assert.deepEqual(method?.requestParameters, {
      "method.request.querystring.q": true,
      "method.request.path.id": true,
    });
    assert.deepEqual(method?.requestModels, { "application/json": { type: "object" } });
    assert.equal(method?.integration?.type, "AWS_PROXY");
    assert.equal(method?.integration?.lambda?.function?.name, "code");
    assert.equal(method?.invokePermission, "allowed");
  });

  it("reads Swagger 2.0: body parameter, definitions and security definitions", () => {
    const body = JSON.stringify({
      swagger: "2.0",
      consumes: ["application/vnd.pet+json"],
      securityDefinitions: {
        sigv4: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      },
      definitions: { Pet: { type: "object", required: ["name"] } },
      paths: {
        "/pets": {
          post: {
            security: [{ sigv4: [] }],
            parameters: [{ in: "body", name: "pet", schema: { $ref: "#/definitions/Pet" } }],
            "x-amazon-apigateway-integration": mock("ok"),
          },
        },
      },
    });
    const method = model(...restApi({ methods: {}, api: { body } })).restApis[0]?.definition.methods[0];
    assert.equal(method?.authorizationType, "AWS_IAM");
    assert.deepEqual(method?.requestModels["application/vnd.pet+json"], {
      $ref: "#/definitions/Pet",
      definitions: { Pet: { type: "object", required: ["name"] } },
    });
  });

  it("names an operation without an integration, and a function that may not be invoked", () => {
    const read = model(
      jsFunction("code", ""),
      ...restApi({ methods: { "GET /a": {}, "GET /b": { function: "code", permission: false } } }),
    );
    assert.match(texts(read)[0] ?? "", /error: "GET \/a" has no x-amazon-apigateway-integration/);
    assert.match(
      texts(read)[1] ?? "",
      /error: "GET \/b": API Gateway may not invoke code, so AWS answers 500; add an aws\.lambda\.Permission/,
    );
    assert.equal(read.restApis[0]?.definition.methods[1]?.invokePermission, "missing");
  });

  it("reports that a body which is known only after the deployment can't be read", () => {
    const read = model(...restApi({ methods: {}, api: { body: UNKNOWN } }));
    assert.deepEqual(texts(read), [
      "warning: the OpenAPI body is known only after the deployment, so its methods can't be read.",
    ]);
  });

  it("reads a stage with its deployment, canary, variables and method settings", () => {
    const [api] = model(
      ...restApi({
        methods: { "GET /": { integration: mock("ok") } },
        stages: {
          prod: {
            variables: { a: 1 },
            cacheClusterEnabled: true,
            canarySettings: { deploymentId: "rest-live", percentTraffic: 10 },
          },
        },
        settings: {
          prod: { "~1orders~1{id}/GET": { throttlingRateLimit: 5, throttlingBurstLimit: -1, cachingEnabled: true } },
        },
      }),
    ).restApis;
    const stage = api?.stages[0];
    assert.equal(stage?.deployment?.id, "rest-live");
    assert.equal(stage?.deployment?.fingerprint, '["restabcdef",{"version":"1"},null]');
    assert.deepEqual(stage?.variables, { a: "1" });
    assert.equal(stage?.canary?.percentTraffic, 10);
    assert.deepEqual(stage?.methodSettings, [
      { methodPath: "/orders/{id}/GET", throttle: { rateLimit: 5 }, cachingEnabled: true },
    ]);
  });

  it("warns of a stage whose deployment is not in the program", () => {
    const read = model(
      ...restApi({ methods: { "GET /": { integration: mock("ok") } }, stages: { prod: { deployment: "gone" } } }),
    );
    assert.deepEqual(texts(read), ["warning: the stage's deployment is not in the program, so nothing is live on it."]);
  });

  it("joins resources by dependency where their ids are unknown", () => {
    const api = { ...node(restType("restApi"), "api", { name: "api" }), id: undefined };
    const by = (kind: string, name: string, inputs: object, sources: Record<string, ResourceNode[]>): ResourceNode => ({
      ...node(restType(kind), name, { ...inputs }),
      id: undefined,
      propertyDependencies: Object.fromEntries(
        Object.entries(sources).map(([key, nodes]) => [key, nodes.map(({ urn }) => urn)]),
      ),
    });
    const orders = by(
      "resource",
      "orders",
      { restApi: UNKNOWN, parentId: UNKNOWN, pathPart: "orders" },
      { restApi: [api], parentId: [api] },
    );
    const item = by(
      "resource",
      "item",
      { restApi: UNKNOWN, parentId: UNKNOWN, pathPart: "{id}" },
      { restApi: [api], parentId: [orders] },
    );
    const at = { restApi: [api], resourceId: [item] };
    const unknown = { restApi: UNKNOWN, resourceId: UNKNOWN, httpMethod: "GET" };
    const read = model(
      api,
      orders,
      item,
      by("method", "get", { ...unknown, authorization: "NONE" }, at),
      by(
        "integration",
        "get",
        { ...unknown, type: "HTTP_PROXY", uri: "http://backend", integrationHttpMethod: "ANY" },
        at,
      ),
    );
    const method = read.restApis[0]?.definition.methods[0];
    assert.equal(method?.routeKey, "GET /orders/{id}");
    assert.equal(method?.integration?.uri, "http://backend");
    assert.deepEqual(texts(read), []);
  });

  it("reads gateway responses, policy and authorizers of document and resources", () => {
    const [api] = model(
      ...restApi({
        methods: { "GET /": { integration: mock("ok"), operation: { security: [{ pool: ["a/b"] }] } } },
        api: {
          policy: `{"Statement":[]}`,
          endpointConfiguration: { types: "PRIVATE" },
          binaryMediaTypes: ["image~1png"],
        },
        document: {
          "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: 503 } },
          components: {
            securitySchemes: {
              pool: {
                type: "apiKey",
                name: "X-Token",
                in: "header",
                "x-amazon-apigateway-authorizer": {
                  type: "cognito_user_pools",
                  providerARNs: ["arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_A"],
                },
              },
            },
          },
        },
      }),
    ).restApis;
    const method = api?.definition.methods[0];
    assert.equal(api?.endpointType, "PRIVATE");
    assert.deepEqual(api?.definition.policy, { Statement: [] });
    assert.deepEqual(api?.definition.binaryMediaTypes, ["image/png"]);
    assert.deepEqual(api?.definition.gatewayResponses, [
      { responseType: "THROTTLED", statusCode: "503", responseParameters: {}, responseTemplates: {} },
    ]);
    assert.equal(method?.authorizationType, "COGNITO_USER_POOLS");
    assert.deepEqual(method?.authorizationScopes, ["a/b"]);
    assert.deepEqual(method?.authorizer?.type === "COGNITO_USER_POOLS" && method.authorizer.issuers, [
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A",
    ]);
    assert.deepEqual(method?.authorizer?.identitySources, ["method.request.header.X-Token"]);
  });

  it("reads usage plans with their keys, whose secret values come plain", () => {
    const { usagePlans, apiKeys } = model(
      ...restApi({ methods: {} }),
      ...usagePlan("gold", {
        stages: { rest: "prod" },
        throttle: { burstLimit: 2, rateLimit: 1 },
        quota: { limit: 5, period: "WEEK" },
        keys: { ann: "secret-value" },
      }),
    );
    assert.deepEqual(usagePlans[0]?.apiStages, [{ apiId: "restabcdef", stage: "prod", throttles: {} }]);
    assert.deepEqual(usagePlans[0]?.throttle, { burstLimit: 2, rateLimit: 1 });
    assert.deepEqual(usagePlans[0]?.quota, { limit: 5, period: "WEEK", offset: 0 });
    assert.deepEqual(usagePlans[0]?.keyIds, ["ann"]);
    assert.equal(apiKeys[0]?.value, "secret-value");
  });

  it("takes the function of a Lambda authorizer from its URI", () => {
    const scheme = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": {
        type: "token",
        authorizerUri: invokeUri(functionArn("code")),
        authorizerResultTtlInSeconds: 0,
      },
    };
    const [api] = model(
      jsFunction("code", ""),
      ...restApi({
        methods: { "GET /": { integration: mock("ok"), operation: { security: [{ auth: [] }] } } },
        document: { components: { securitySchemes: { auth: scheme } } },
      }),
    ).restApis;
    const authorizer = api?.definition.methods[0]?.authorizer;
    assert.ok(authorizer?.type === "TOKEN");
    assert.equal(authorizer.lambda.function?.name, "code");
    assert.equal(authorizer.invokePermission, "missing");
    assert.equal(authorizer.resultTtlSeconds, 0);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
  for (const [type, identitySource, expected] of [
    ["token", undefined, "method.request.header.X-Token"],
    ["token", "", "method.request.header.X-Token"],
    ["cognito_user_pools", "", "method.request.header.X-Token"],
    ["request", undefined, ""],
    ["request", "method.request.header.X-User", "method.request.header.X-User"],
  ] as const) {
    it(`takes the source of a ${type} authorizer whose identitySource is ${JSON.stringify(identitySource)}`, () => {
      const extension = {
        type,
        authorizerUri: invokeUri(functionArn("code")),
        ...(identitySource !== undefined && { identitySource }),
      };
      const auth = { type: "apiKey", name: "X-Token", in: "header", "x-amazon-apigateway-authorizer": extension };
      const [api] = model(
        jsFunction("code", ""),
        ...restApi({
          methods: { "GET /": { integration: mock("ok"), operation: { security: [{ auth: [] }] } } },
          document: { components: { securitySchemes: { auth } } },
        }),
      ).restApis;
      assert.deepEqual(api?.definition.methods[0]?.authorizer?.identitySources, [expected]);
    });
  }
});
