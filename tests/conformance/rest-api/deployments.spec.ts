import assert from "node:assert/strict";
import { type ResourceNode } from "../../../engine/graph/graph";
import { conformance, Server, until } from "../http-api/harness";
import { echoFunction } from "../http-api/echo";
import { graphOf, functionArn, invokePermission, jsFunction, node } from "../../support/http-program";
import { apiAndStages, invokeUri, mock, restApi, restApiId, restType } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";
import { readSnapshot } from "../../../gateway/model/snapshot";

/** The canary's deployment differs from the stage's in its id alone: both hold what the program declares now. */
const canary = (percentTraffic: number, more = {}) => ({
  variables: { colour: "blue", shape: "round" },
  canarySettings: { deploymentId: "rest-canary", percentTraffic, stageVariableOverrides: { colour: "green" }, ...more },
});
const canaryDeployment = node(restType("deployment"), "rest-canary", {
  restApi: restApiId("rest"),
  triggers: { version: "2" },
});

conformance({
  name: "conformance: canary deployments",
  given: () => [
    echoFunction("echo"),
    ...restApi({
      methods: {
        "GET /colour": { integration: mock("$stageVariables.colour $stageVariables.shape") },
        "GET /event": { function: "echo" },
      },
      stages: { none: canary(0), half: canary(50), all: canary(100), plain: {} },
      more: [canaryDeployment],
    }),
  ],
  cases: [
    {
      name: "at 0 percent every request goes to the stage",
      source: PAGES.canary,
      request: { path: "/none/colour" },
      expect: { body: "blue round" },
    },
    {
      name: "at 100 percent every request goes to the canary, with its own variables over the stage's",
      source: PAGES.canary,
      request: { path: "/all/colour" },
      expect: { body: "green round" },
    },
    {
      name: "in between, requests are split",
      source: PAGES.canary,
      request: { path: "/half/colour" },
      expect: async (_, server) => {
        const bodies = await Promise.all(Array.from({ length: 200 }, () => server.send({ path: "/half/colour" })));
        const green = bodies.filter(({ body }) => body === "green round").length;
        assert.ok(green > 50 && green < 150, `${green} of 200 requests went to the canary`);
      },
    },
    {
      name: "the event says whether it is the canary's, and which deployment answers",
      source: PAGES.canary,
      request: { path: "/all/event" },
      expect: { members: { "requestContext.isCanaryRequest": true, "requestContext.deploymentId": "rest-canary" } },
    },
    {
      name: "a request of the stage itself says so too",
      source: PAGES.canary,
      request: { path: "/none/event" },
      expect: { members: { "requestContext.isCanaryRequest": false, "requestContext.deploymentId": "rest-live" } },
    },
    {
      name: "a stage without a canary says nothing",
      source: PAGES.canary,
      request: { path: "/plain/event" },
      expect: { members: { "requestContext.isCanaryRequest": undefined } },
    },
  ],
});

const answering = (
  body: string,
  version: string,
  code = `exports.handler = async () => ({ statusCode: 200, body: "one" });`,
) => [
  jsFunction("code", code),
  ...restApi({
    methods: { "GET /": { integration: mock(body) }, "GET /code": { function: "code" } },
    triggers: { version },
  }),
];

describe("conformance: deployments of a REST API", () => {
  let server: Server;
  const body = async (path: string): Promise<string> => (await server.send({ path })).body;
  const update = (resources: ResourceNode[]): Promise<void> => server.gateway.update(readSnapshot(graphOf(resources)));

  before(async () => {
    server = await Server.start(answering("first", "1"));
  });
  after(() => server.gateway.close());

  it("keeps serving what was deployed when the API changes without a deployment", async () => {
    await update(answering("second", "1"));
    assert.equal(await body("/prod/"), "first");
    await until(
      () =>
        server.lines.some((line) => /the API has changed, its deployment has not, so nothing new is live/.test(line)),
      () => "warning that nothing new is live",
    );
  });

  it("serves a function's new code at once, since functions are no part of a deployment", async () => {
    await update(answering("second", "1", `exports.handler = async () => ({ statusCode: 200, body: "two" });`));
    assert.equal(await body("/prod/code"), "two");
  });

  it("serves what a new deployment holds", async () => {
    await update(answering("second", "2"));
    assert.equal(await body("/prod/"), "second");
  });
});

const id = restApiId("raw");
const api = { restApi: id };
const at = (resourceId: string, httpMethod: string) => ({ ...api, resourceId, httpMethod });

/** The same kinds of methods, declared resource by resource. */
function declared(): ResourceNode[] {
  const nodes = apiAndStages(
    {
      methods: {},
      stages: {
        prod: {
          accessLogSettings: {
            destinationArn: "arn:logs",
            format:
              "$context.httpMethod $context.resourcePath $context.status $context.error.responseType $context.authorizer.principalId $context.nothing",
          },
        },
      },
    },
    "raw",
    id,
    { minimumCompressionSize: "" },
  );
  return [
    ...nodes,
    node(restType("resource"), "orders", { ...api, parentId: "root", pathPart: "orders" }),
    node(restType("resource"), "order", { ...api, parentId: "orders", pathPart: "{id}" }),
    node(restType("model"), "Order", {
      ...api,
      name: "Order",
      contentType: "application/json",
      schema: JSON.stringify({
        $schema: "http://json-schema.org/draft-04/schema#",
        type: "object",
        properties: {
          lines: { type: "array", items: { $ref: `https://apigateway.amazonaws.com/restapis/${id}/models/Line` } },
        },
      }),
    }),
    node(restType("model"), "Line", {
      ...api,
      name: "Line",
      contentType: "application/json",
      schema: `{"type":"object","required":["sku"]}`,
    }),
    node(restType("requestValidator"), "body", { ...api, validateRequestBody: true, validateRequestParameters: true }),
    node(restType("authorizer"), "token", {
      ...api,
      name: "token",
      type: "TOKEN",
      authorizerUri: invokeUri(functionArn("authorizer")),
    }),
    node(restType("method"), "get order", {
      ...at("order", "GET"),
      authorization: "NONE",
      requestParameters: { "method.request.path.id": true, "method.request.querystring.full": true },
      requestValidatorId: "body",
    }),
    node(restType("integration"), "get order", {
      ...at("order", "GET"),
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: invokeUri(functionArn("echo")),
    }),
    node(restType("method"), "post orders", {
      ...at("orders", "POST"),
      authorization: "NONE",
      requestModels: { "application/json": "Order" },
      requestValidatorId: "body",
    }),
    node(restType("integration"), "post orders", {
      ...at("orders", "POST"),
      type: "MOCK",
      requestTemplates: { "application/json": `{"statusCode":201}` },
    }),
    node(restType("integrationResponse"), "post orders", {
      ...at("orders", "POST"),
      statusCode: "201",
      selectionPattern: "2\\d\\d",
      responseTemplates: { "application/json": "created" },
      responseParameters: { "method.response.header.Location": "'/orders/1'" },
    }),
    node(restType("method"), "get root", { ...at("root", "GET"), authorization: "CUSTOM", authorizerId: "token" }),
    node(restType("integration"), "get root", {
      ...at("root", "GET"),
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: invokeUri(functionArn("echo")),
    }),
    node(restType("response"), "unauthorized", {
      restApiId: id,
      responseType: "UNAUTHORIZED",
      statusCode: "401",
      responseTemplates: { "application/json": `{"who":"are you"}` },
    }),
    invokePermission("echo", "echo", `arn:aws:execute-api:eu-west-1:123456789012:${id}/*/GET/*`),
    invokePermission("authorizer", "authorizer", `arn:aws:execute-api:eu-west-1:123456789012:${id}/authorizers/token`),
  ];
}

conformance({
  name: "conformance: a REST API declared resource by resource",
  given: () => [
    echoFunction("echo"),
    jsFunction(
      "authorizer",
      `exports.handler = async (event) => ({ principalId: "ann", policyDocument: { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] } });`,
    ),
    ...declared(),
  ],
  cases: [
    {
      name: "a nested resource and its proxy integration",
      source: PAGES.methods,
      request: { path: "/prod/orders/7?full=1" },
      expect: { members: { resource: "/orders/{id}", pathParameters: { id: "7" } } },
    },
    {
      name: "a required parameter",
      source: PAGES.validation,
      request: { path: "/prod/orders/7" },
      expect: { status: 400, body: '{"message": "Missing required request parameters: [full]"}' },
    },
    {
      name: "a MOCK whose integration response has a pattern",
      source: PAGES.responses,
      request: { method: "POST", path: "/prod/orders", body: '{"lines":[{"sku":"a"}]}' },
      expect: { status: 201, body: "created", headers: { location: "/orders/1" } },
    },
    {
      name: "a model that names another by its URL",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"lines":[{}]}' },
      expect: {
        status: 400,
        body: '{"message": "Invalid request body"}',
        log: /missing required properties \(\["sku"\]\)/,
      },
    },
    {
      name: "an authorizer, and the access log that names its caller",
      source: PAGES.logging,
      request: { path: "/prod/", headers: { Authorization: "t" } },
      expect: { status: 200, log: /^GET \/ 200 - ann -$/ },
    },
    {
      name: "a gateway response, and the access log that names its type",
      source: PAGES.customResponses,
      request: { path: "/prod/" },
      expect: { status: 401, body: '{"who":"are you"}', log: /^GET \/ 401 UNAUTHORIZED - -$/ },
    },
  ],
});
