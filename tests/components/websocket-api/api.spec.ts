import assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import {
  ConnectionStore,
  httpCustom,
  httpProxy,
  iam as iamAuthorizer,
  jwt,
  lambda,
  lambdaAuthorizer,
  mock,
  none,
  WebSocketApi,
  type WebSocketApiArgs,
} from "../../../components";
import { deploy, valueOf } from "../../support/deploy";
import { webSocketProblems } from "./problems";

const FN = "arn:aws:lambda:eu-west-1:123456789012:function:chat";
const GUARD = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
const open = none("a public chat");
const routes = { $connect: { integration: lambda(FN) }, $default: { integration: lambda(FN) } };
const API = "apigatewayv2/api:Api";
const ROUTE = "apigatewayv2/route:Route";
const INTEGRATION = "apigatewayv2/integration:Integration";
const STAGE = "apigatewayv2/stage:Stage";

describe("WebSocketApi", () => {
  it("makes one integration and one permission for a function, however many routes call it", async () => {
    const { namesOf, inputsOf } = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open }));
    assert.deepEqual(namesOf(ROUTE), ["chat-$connect", "chat-$default"]);
    assert.deepEqual(namesOf(INTEGRATION), ["chat-chat-integration"]);
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["chat-chat-permission"]);
    assert.equal(inputsOf(API).protocolType, "WEBSOCKET");
    assert.equal(inputsOf(API).routeSelectionExpression, "$request.body.action");
    const integration = inputsOf(INTEGRATION);
    assert.equal(integration.integrationType, "AWS_PROXY");
    assert.equal(integration.timeoutMilliseconds, 29_000);
    assert.equal("payloadFormatVersion" in integration, false);
    const route = inputsOf(ROUTE, "chat-$default");
    assert.equal(route.target, "integrations/chat-chat-integration-id");
    assert.equal(route.authorizationType, "NONE");
  });

  it("takes an integration alone as a route, as the other APIs do", async () => {
    const bare = { $connect: lambda(FN), $default: lambda(FN) };
    const resourcesOf = async (given: WebSocketApiArgs["routes"]): Promise<unknown> =>
      (await deploy(() => new WebSocketApi("chat", { routes: given, authorizer: open }))).resources;
    const short = await resourcesOf(bare);
    const long = await resourcesOf(routes);
    assert.deepEqual(short, long);
  });

  it("tells who may connect, and why anyone may where anyone may", async () => {
    const coverage = async (authorizer: WebSocketApiArgs["authorizer"]): Promise<unknown> => {
      const { value } = await deploy(() => new WebSocketApi("chat", { routes, authorizer }));
      return valueOf(value.authorizationCoverage);
    };
    assert.deepEqual(await coverage(open), {
      total: 1,
      authorized: 0,
      anonymous: 1,
      decisions: [{ authorizationType: "NONE", decidedBy: "api", reason: "a public chat", routeKeys: ["$connect"] }],
    });
    assert.deepEqual(await coverage(iamAuthorizer()), {
      total: 1,
      authorized: 1,
      anonymous: 0,
      decisions: [{ authorizationType: "AWS_IAM", decidedBy: "api", routeKeys: ["$connect"] }],
    });
  });

  it("has a stage that deploys by itself, throttles, logs and traces no messages", async () => {
    const { inputsOf } = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open }));
    const stage = inputsOf(STAGE);
    assert.equal(stage.name, "live");
    assert.equal(stage.autoDeploy, true);
    assert.deepEqual(stage.defaultRouteSettings, {
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 500,
      detailedMetricsEnabled: false,
      loggingLevel: "OFF",
      dataTraceEnabled: false,
    });
    const log = stage.accessLogSettings as { format: string };
    assert.equal((JSON.parse(log.format) as Record<string, string>).requestId, "$context.requestId");
    assert.equal(inputsOf("cloudwatch/logGroup:LogGroup").name, "/aws/vendedlogs/apis/shop/dev/chat/websocket/live");
  });

  it("authorizes $connect alone, by a Lambda function", async () => {
    const authorizer = lambdaAuthorizer(GUARD, { identitySources: ["route.request.querystring.token"] });
    const { inputsOf, namesOf } = await deploy(() => new WebSocketApi("chat", { routes, authorizer }));
    const made = inputsOf("apigatewayv2/authorizer:Authorizer");
    assert.equal(made.authorizerType, "REQUEST");
    assert.deepEqual(made.identitySources, ["route.request.querystring.token"]);
    assert.match(String(made.authorizerUri), /functions\/arn:aws:lambda:.*:guard\/invocations$/);
    assert.equal("enableSimpleResponses" in made, false);
    assert.equal(inputsOf(ROUTE, "chat-$connect").authorizationType, "CUSTOM");
    assert.equal(inputsOf(ROUTE, "chat-$connect").authorizerId, "chat-guard-authorizer-id");
    assert.equal(inputsOf(ROUTE, "chat-$default").authorizationType, "NONE");
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["chat-chat-permission", "chat-guard-permission"]);
  });

  it("makes a $connect route for IAM and API keys where the program has none", async () => {
    const only = { $default: { integration: lambda(FN) } };
    const { inputsOf } = await deploy(
      () => new WebSocketApi("chat", { routes: only, authorizer: iamAuthorizer(), apiKeyRequired: true }),
    );
    const connect = inputsOf(ROUTE, "chat-$connect");
    assert.equal(connect.authorizationType, "AWS_IAM");
    assert.equal(connect.apiKeyRequired, true);
    assert.equal(connect.target, undefined);
  });

  it("sends answers back on two-way routes", async () => {
    const { inputsOf, namesOf } = await deploy(
      () =>
        new WebSocketApi("chat", {
          authorizer: open,
          routes: {
            ping: {
              integration: mock({ responses: [{ statusCode: "200", templates: { $default: "pong" } }] }),
              response: true,
            },
            say: { integration: lambda(FN) },
          },
        }),
    );
    assert.equal(inputsOf(ROUTE, "chat-ping").routeResponseSelectionExpression, "$default");
    assert.equal(inputsOf(ROUTE, "chat-say").routeResponseSelectionExpression, undefined);
    assert.deepEqual(namesOf("apigatewayv2/routeResponse:RouteResponse"), ["chat-ping-response"]);
    const integration = inputsOf(INTEGRATION, "chat-mock-f08e68f6-integration");
    assert.equal(integration.integrationType, "MOCK");
    assert.deepEqual(integration.requestTemplates, { $default: '{"statusCode": 200}' });
    const answer = inputsOf("apigatewayv2/integrationResponse:IntegrationResponse");
    assert.equal(answer.integrationResponseKey, "$default");
    assert.deepEqual(answer.responseTemplates, { $default: "pong" });
  });

  it("calls HTTP backends, as a proxy and through templates", async () => {
    const { inputsOf } = await deploy(
      () =>
        new WebSocketApi("chat", {
          authorizer: open,
          routes: {
            proxy: { integration: httpProxy("https://backend.example/in", { method: "POST" }) },
            mapped: {
              integration: httpCustom("https://mapped.example/in", {
                requestTemplates: { $default: "$input.body" },
                responses: [{ statusCode: "200", selectionPattern: "5\\d\\d" }],
              }),
            },
          },
        }),
    );
    const proxy = inputsOf(INTEGRATION, "chat-backend.example-in-2c3e2edf-integration");
    assert.equal(proxy.integrationType, "HTTP_PROXY");
    assert.equal(proxy.integrationUri, "https://backend.example/in");
    const mapped = inputsOf(INTEGRATION, "chat-mapped.example-in-df92db3b-integration");
    assert.equal(mapped.integrationType, "HTTP");
    assert.equal(mapped.templateSelectionExpression, "\\$default");
    const answer = inputsOf(
      "apigatewayv2/integrationResponse:IntegrationResponse",
      "chat-mapped.example-in-df92db3b-integration-response-5\\d\\d",
    );
    assert.equal(answer.integrationResponseKey, "/5\\d\\d/");
  });

  it("gives the callback URL beside the client's, and both follow a custom domain", async () => {
    const own = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open, stage: "dev" }));
    const url = await valueOf(own.value.url);
    assert.match(url, /^wss:\/\/.*\/dev$/);
    assert.equal(await valueOf(own.value.callbackUrl), url.replace("wss:", "https:"));
    const publicAddress = { domainName: "chat.example.com", path: "v1" };
    const mapped = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open, publicAddress }));
    assert.equal(await valueOf(mapped.value.url), "wss://chat.example.com/v1");
    assert.equal(await valueOf(mapped.value.callbackUrl), "https://chat.example.com/v1");
  });

  it("has the variables of a backend in one output", async () => {
    const { value } = await deploy(() => {
      const connections = new ConnectionStore("connections", { indexBy: "topic" });
      return new WebSocketApi("chat", { routes, authorizer: open, connections });
    });
    const environment = await valueOf(value.environment);
    assert.deepEqual(Object.keys(environment).sort(), [
      "CONNECTIONS_INDEX_NAME",
      "CONNECTIONS_TABLE_NAME",
      "WEBSOCKET_CALLBACK_URL",
    ]);
    assert.equal(environment.CONNECTIONS_INDEX_NAME, "by-topic");
  });

  it("lets a role manage the connections of this API and stage alone", async () => {
    const { inputsOf } = await deploy(() => {
      const api = new WebSocketApi("chat", { routes, authorizer: open });
      const role = new iam.Role("sender", { assumeRolePolicy: "{}" });
      api.grantManageConnections(role);
      return api.executionArn;
    });
    const policy = JSON.parse(String(inputsOf("iam/rolePolicy:RolePolicy", "chat-sender-connections").policy)) as {
      Statement: { Action: string; Resource: string }[];
    };
    assert.equal(policy.Statement[0]?.Action, "execute-api:ManageConnections");
    assert.match(policy.Statement[0]?.Resource ?? "", /:execute-api:.*\/live\/\*\/@connections\/\*$/);
  });

  it("deploys explicitly where autoDeploy is off", async () => {
    const { inputsOf } = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open, autoDeploy: false }));
    assert.equal(inputsOf(STAGE).deploymentId, "chat-deployment-id");
    assert.equal(inputsOf(STAGE).autoDeploy, undefined);
    const { definition } = inputsOf("apigatewayv2/deployment:Deployment").triggers as { definition: string };
    assert.match(definition, /^[0-9a-f]{64}$/);
  });

  it("throttles a route of its own", async () => {
    const throttled = { say: { integration: lambda(FN), throttle: { rateLimit: 5 } } };
    const { inputsOf } = await deploy(() => new WebSocketApi("chat", { routes: throttled, authorizer: open }));
    const [settings] = inputsOf(STAGE).routeSettings as Record<string, unknown>[];
    assert.equal(settings?.routeKey, "say");
    assert.equal(settings?.throttlingRateLimit, 5);
    assert.equal(settings?.throttlingBurstLimit, 500);
  });

  describe("refuses, before anything is made,", () => {
    it("everything that is wrong at once", async () => {
      const problems = await webSocketProblems({
        authorizer: jwt({ issuer: "https://issuer.example", audience: "a" }),
        routes: {
          $message: { integration: lambda(FN) },
          say: { integration: lambda("nope"), ...{ responseTemplates: { $default: "x" } } },
        },
        stage: "$default",
        routeSelectionExpression: "action",
      });
      assert.deepEqual(
        problems.map(({ argument }) => argument),
        [
          'routes["say"].responseTemplates',
          'routes["$message"]',
          'routes["say"].integration.functionArn',
          "authorizer",
          "stage",
          "routeSelectionExpression",
        ],
      );
    });

    it("an identity source in the form of HTTP APIs", async () => {
      const authorizer = lambdaAuthorizer(GUARD, { identitySources: ["$request.header.Auth"] });
      const [problem, ...others] = await webSocketProblems({ routes, authorizer });
      assert.equal(problem?.argument, "authorizer.identitySources");
      assert.deepEqual(others, []);
    });

    it("an integration that waits longer than 29 seconds", async () => {
      const slow = { say: { integration: lambda(FN, { timeoutMilliseconds: 30_000 }) } };
      const problems = await webSocketProblems({ routes: slow, authorizer: open });
      assert.deepEqual(
        problems.map(({ argument }) => argument),
        ['routes["say"].integration.timeoutMilliseconds'],
      );
    });
  });

  it("warns of a data trace that nothing is written of", async () => {
    const { warnings } = await deploy(() => new WebSocketApi("chat", { routes, authorizer: open, dataTrace: true }));
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /WebSocketApi "chat": dataTrace has no effect while loggingLevel is "OFF"\./);
  });

  it("takes an integration alone for a route", async () => {
    const { inputsOf } = await deploy(
      () => new WebSocketApi("chat", { routes: { $connect: lambda(FN), say: lambda(FN) }, authorizer: open }),
    );
    assert.equal(inputsOf(ROUTE, "chat-say").target, "integrations/chat-chat-integration-id");
  });

  it("takes the API key from the authorizer's response", async () => {
    const { inputsOf } = await deploy(
      () =>
        new WebSocketApi("chat", {
          routes,
          authorizer: lambdaAuthorizer(GUARD),
          apiKeyRequired: true,
          apiKeySource: "AUTHORIZER",
        }),
    );
    assert.equal(inputsOf(API).apiKeySelectionExpression, "$context.authorizer.usageIdentifierKey");
  });

  it("chooses templates by a message, and requires an expression where several have keys", async () => {
    const integration = mock({
      requestTemplates: { one: '{"statusCode": 201}', $default: '{"statusCode": 200}' },
      templateSelectionExpression: "${request.body.kind}",
      responses: [
        {
          statusCode: "200",
          selectionPattern: "201",
          templates: { a: "A", $default: "B" },
          templateSelectionExpression: "${integration.response.header.x}",
        },
      ],
    });
    const { inputsOf, namesOf } = await deploy(
      () => new WebSocketApi("chat", { routes: { say: integration }, authorizer: open }),
    );
    assert.equal(inputsOf(INTEGRATION).templateSelectionExpression, "${request.body.kind}");
    const answer = "apigatewayv2/integrationResponse:IntegrationResponse";
    const keys = namesOf(answer).map((name) => {
      const { integrationResponseKey, templateSelectionExpression } = inputsOf(answer, name);
      return [integrationResponseKey, templateSelectionExpression];
    });
    assert.deepEqual(keys, [
      ["/201/", "${integration.response.header.x}"],
      ["$default", undefined],
    ]);
    const problems = await webSocketProblems({
      authorizer: open,
      routes: {
        say: mock({ requestTemplates: { "application/json": "x" } }),
        send: httpCustom("https://backend.example", {
          requestParameters: { "integration.request.header.x": "method.request.body.x" },
          responses: [{ statusCode: "200", templates: { "application/json": "x" } }],
        }),
      },
    });
    assert.deepEqual(
      problems.map(({ argument }) => argument),
      [
        'routes["say"].integration.requestTemplates',
        'routes["send"].integration.requestParameters["integration.request.header.x"]',
        'routes["send"].integration.responses[0].templates',
      ],
    );
  });
});
