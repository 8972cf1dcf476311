import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { isSecret, type PropertyValue } from "../../engine/graph/value";
import { actions } from "../../stacks/handlers/orders";
import { defined } from "../../language/defined";

const directory = join(__dirname, "../..");
const stages = ["local", "dev", "staging", "prod"] as const;
type Stage = (typeof stages)[number];

describe("the orders program", () => {
  // each evaluation is a process of its own, and takes seconds on a busy machine
  const graphs: Partial<Record<Stage, ResourceGraph>> = {};
  let localAgain: ResourceGraph;

  before("evaluate every stage", async () => {
    // two at a time, because a small machine has two cores
    [localAgain] = await Promise.all([evaluated("local"), evaluateInto(["local", "dev"])]);
    await Promise.all([evaluateInto(["staging"]), evaluateInto(["prod"])]);
  });

  async function evaluateInto(names: Stage[]): Promise<void> {
    for (const stage of names) {
      graphs[stage] = await evaluated(stage);
    }
  }

  function graphOf(stage: Stage): ResourceGraph {
    const graph = graphs[stage];
    assert.ok(graph, stage);
    return graph;
  }

  it("has the same resources in every stage, under the same names", () => {
    const expected = [
      "aws:apigateway/apiKey:ApiKey partners-acme-key",
      "aws:apigateway/apiKey:ApiKey partners-corner-shop-key",
      "aws:apigateway/apiKey:ApiKey partners-visitor-key",
      "aws:apigateway/deployment:Deployment partner-api-deployment",
      "aws:apigateway/methodSettings:MethodSettings partner-api-live-settings",
      "aws:apigateway/restApi:RestApi partner-api",
      "aws:apigateway/stage:Stage partner-api-live-stage",
      "aws:apigateway/usagePlan:UsagePlan partners-free",
      "aws:apigateway/usagePlan:UsagePlan partners-partner",
      "aws:apigateway/usagePlan:UsagePlan partners-standard",
      "aws:apigateway/usagePlanKey:UsagePlanKey partners-acme-key-plan",
      "aws:apigateway/usagePlanKey:UsagePlanKey partners-corner-shop-key-plan",
      "aws:apigateway/usagePlanKey:UsagePlanKey partners-visitor-key-plan",
      "aws:apigatewayv2/api:Api order-updates-api",
      "aws:apigatewayv2/api:Api orders-api",
      "aws:apigatewayv2/authorizer:Authorizer order-updates-api-order-updates-access-authorizer",
      "aws:apigatewayv2/authorizer:Authorizer orders-api-jwt-authorizer",
      "aws:apigatewayv2/integration:Integration order-updates-api-order-updates-integration",
      "aws:apigatewayv2/integration:Integration orders-api-health-integration",
      "aws:apigatewayv2/integration:Integration orders-api-orders-integration",
      "aws:apigatewayv2/route:Route order-updates-api-$connect",
      "aws:apigatewayv2/route:Route order-updates-api-$default",
      "aws:apigatewayv2/route:Route order-updates-api-$disconnect",
      "aws:apigatewayv2/route:Route orders-api-GET /health",
      "aws:apigatewayv2/route:Route orders-api-GET /orders",
      "aws:apigatewayv2/route:Route orders-api-GET /orders/{id}",
      "aws:apigatewayv2/route:Route orders-api-POST /order-updates",
      "aws:apigatewayv2/route:Route orders-api-POST /orders",
      "aws:apigatewayv2/route:Route orders-api-POST /orders/{id}/cancel",
      "aws:apigatewayv2/routeResponse:RouteResponse order-updates-api-$default-response",
      "aws:apigatewayv2/stage:Stage order-updates-api-live-stage",
      "aws:apigatewayv2/stage:Stage orders-api-default-stage",
      "aws:cloudwatch/logGroup:LogGroup catalog-logs",
      "aws:cloudwatch/logGroup:LogGroup health-logs",
      "aws:cloudwatch/logGroup:LogGroup order-updates-access-logs",
      "aws:cloudwatch/logGroup:LogGroup order-updates-api-live-access-logs",
      "aws:cloudwatch/logGroup:LogGroup order-updates-logs",
      "aws:cloudwatch/logGroup:LogGroup orders-api-default-access-logs",
      "aws:cloudwatch/logGroup:LogGroup orders-logs",
      "aws:cloudwatch/logGroup:LogGroup partner-access-logs",
      "aws:cloudwatch/logGroup:LogGroup partner-api-live-access-logs",
      "aws:cloudwatch/logGroup:LogGroup partner-api-live-execution-logs",
      "aws:dynamodb/table:Table order-subscribers",
      "aws:iam/role:Role catalog-role",
      "aws:iam/role:Role health-role",
      "aws:iam/role:Role order-updates-access-role",
      "aws:iam/role:Role order-updates-role",
      "aws:iam/role:Role orders-role",
      "aws:iam/role:Role partner-access-role",
      "aws:iam/rolePolicy:RolePolicy catalog-logging",
      "aws:iam/rolePolicy:RolePolicy health-logging",
      "aws:iam/rolePolicy:RolePolicy order-subscribers-order-updates-access-role-read-write",
      "aws:iam/rolePolicy:RolePolicy order-subscribers-order-updates-role-read-write",
      "aws:iam/rolePolicy:RolePolicy order-subscribers-orders-role-read-write",
      "aws:iam/rolePolicy:RolePolicy order-updates-access-logging",
      "aws:iam/rolePolicy:RolePolicy order-updates-api-orders-role-connections",
      "aws:iam/rolePolicy:RolePolicy order-updates-logging",
      "aws:iam/rolePolicy:RolePolicy orders-logging",
      "aws:iam/rolePolicy:RolePolicy partner-access-logging",
      "aws:lambda/function:Function catalog",
      "aws:lambda/function:Function health",
      "aws:lambda/function:Function order-updates",
      "aws:lambda/function:Function order-updates-access",
      "aws:lambda/function:Function orders",
      "aws:lambda/function:Function partner-access",
      "aws:lambda/permission:Permission order-updates-api-order-updates-access-permission",
      "aws:lambda/permission:Permission order-updates-api-order-updates-permission",
      "aws:lambda/permission:Permission orders-api-health-permission",
      "aws:lambda/permission:Permission orders-api-orders-permission",
      "aws:lambda/permission:Permission partner-api-catalog-permission",
      "aws:lambda/permission:Permission partner-api-partner-access-permission",
    ];
    for (const stage of stages) {
      const made = graphOf(stage).resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
      const served = made.filter((resource) => !isMonitoring(resource));
      assert.deepEqual(served.map(({ type, name }) => `${type} ${name}`).sort(), expected, stage);
    }
  });

  it("is watched by its stage: not at all locally, by few alarms before production, by all in it", () => {
    const watching = (stage: Stage, type: string): string[] =>
      ofType(graphOf(stage), `aws:cloudwatch/${type}`)
        .filter(isMonitoring)
        .map(({ name }) => name)
        .sort();
    const few = ["order-updates", "orders", "partners"].flatMap((name) =>
      ["14.4x-1h", "14.4x-5m", "50x-3m"].map((rate) => `${name}-availability-${rate}`),
    );
    assert.deepEqual(graphOf("local").resources.filter(isMonitoring), []);
    for (const stage of ["dev", "staging"] as const) {
      assert.deepEqual(watching(stage, "metricAlarm:MetricAlarm"), few);
      assert.deepEqual(watching(stage, "dashboard:Dashboard"), []);
    }
    assert.deepEqual(watching("prod", "dashboard:Dashboard"), [
      "order-updates-dashboard",
      "orders-dashboard",
      "partners-dashboard",
    ]);
    const all = watching("prod", "metricAlarm:MetricAlarm");
    assert.ok(
      ["partners-consumer-acme-quota", "orders-function-orders-concurrency"].every((name) => all.includes(name)),
    );
    const [topic] = ofType(graphOf("prod"), "aws:sns/topic:Topic");
    for (const { inputs } of ofType(graphOf("prod"), "aws:cloudwatch/compositeAlarm:CompositeAlarm")) {
      assert.deepEqual(inputs.alarmActions, [topic?.outputs.arn]);
    }
  });

  it("is the same twice, the functions' code included", () => {
    const inputs = (graph: ResourceGraph): unknown =>
      Object.fromEntries(graph.resources.map((resource) => [resource.urn, resource.inputs]));
    assert.deepEqual(inputs(localAgain), inputs(graphOf("local")));
    assert.deepEqual(localAgain.outputs, graphOf("local").outputs);
    assert.notDeepEqual(code(localAgain, "orders"), code(localAgain, "health"));
  });

  it("has one code for all stages, so that what was tested is what is deployed", () => {
    for (const stage of stages) {
      assert.deepEqual(code(graphOf(stage), "orders"), code(graphOf("local"), "orders"), stage);
    }
  });

  it("keeps logs for as long as the stage says, the API's and the functions'", () => {
    const days = { local: 7, dev: 14, staging: 30, prod: 365 };
    for (const stage of stages) {
      const groups = ofType(graphOf(stage), "aws:cloudwatch/logGroup:LogGroup");
      const kept = groups.map(({ name, inputs }) => [inputs.name, inputs.retentionInDays, name]);
      const api = ofType(graphOf(stage), "aws:apigateway/restApi:RestApi")[0]?.id;
      assert.deepEqual(kept.sort(), [
        [`/aws/lambda/gatewright-${stage}-catalog`, days[stage], "catalog-logs"],
        [`/aws/lambda/gatewright-${stage}-health`, days[stage], "health-logs"],
        [`/aws/lambda/gatewright-${stage}-order-updates`, days[stage], "order-updates-logs"],
        [`/aws/lambda/gatewright-${stage}-order-updates-access`, days[stage], "order-updates-access-logs"],
        [`/aws/lambda/gatewright-${stage}-orders`, days[stage], "orders-logs"],
        [`/aws/lambda/gatewright-${stage}-partner-access`, days[stage], "partner-access-logs"],
        [
          `/aws/vendedlogs/apis/gatewright/${stage}/order-updates-api/websocket/live`,
          days[stage],
          "order-updates-api-live-access-logs",
        ],
        [`/aws/vendedlogs/apis/gatewright/${stage}/orders-api/default`, days[stage], "orders-api-default-access-logs"],
        [`/aws/vendedlogs/apis/gatewright/${stage}/partner-api/rest/live`, days[stage], "partner-api-live-access-logs"],
        [`API-Gateway-Execution-Logs_${String(api)}/live`, days[stage], "partner-api-live-execution-logs"],
      ]);
    }
  });

  it("limits the requests as the stage says, and changes of orders more where it says so", () => {
    const limits = (stage: Stage): unknown => {
      const { defaultRouteSettings, routeSettings } = named(graphOf(stage), "orders-api-default-stage").inputs;
      return [defaultRouteSettings, routeSettings];
    };
    const settings = (throttlingRateLimit: number, throttlingBurstLimit: number, routeKey?: string): object =>
      defined({
        routeKey,
        detailedMetricsEnabled: false,
        throttlingBurstLimit,
        throttlingRateLimit,
      });
    const writes = (rate: number, burst: number): object[] =>
      ["POST /orders", "POST /orders/{id}/cancel"].map((routeKey) => settings(rate, burst, routeKey));
    assert.deepEqual(limits("local"), [settings(1000, 500), undefined]);
    assert.deepEqual(limits("dev"), [settings(50, 100), undefined]);
    assert.deepEqual(limits("staging"), [settings(200, 400), writes(50, 100)]);
    assert.deepEqual(limits("prod"), [settings(1000, 2000), writes(200, 400)]);
  });

  it("lets the stage's web pages call it", () => {
    const origins = {
      local: ["http://localhost:5173"],
      dev: ["http://localhost:5173", "https://dev.shop.example.com"],
      staging: ["https://staging.shop.example.com"],
      prod: ["https://shop.example.com"],
    };
    for (const stage of stages) {
      assert.deepEqual(named(graphOf(stage), "orders-api", "aws:apigatewayv2/api:Api").inputs.corsConfiguration, {
        allowHeaders: ["authorization", "content-type"],
        allowMethods: ["GET", "POST"],
        allowOrigins: origins[stage],
        exposeHeaders: ["location"],
      });
    }
  });

  it("takes the tokens of the stage's issuer for the stage's clients", () => {
    const cognito = "https://cognito-idp.eu-west-1.amazonaws.com";
    const issued = {
      local: { issuer: "https://issuer.gatewright.test", audiences: ["orders"] },
      dev: { issuer: `${cognito}/eu-west-1_DevPool01`, audiences: ["1exampledevclient"] },
      staging: { issuer: `${cognito}/eu-west-1_StagePool`, audiences: ["1examplestagingclient"] },
      prod: { issuer: `${cognito}/eu-west-1_ProdPool1`, audiences: ["1exampleprodclient"] },
    };
    for (const stage of stages) {
      const [authorizer] = ofType(graphOf(stage), "aws:apigatewayv2/authorizer:Authorizer");
      assert.deepEqual(authorizer?.inputs.jwtConfiguration, issued[stage]);
    }
  });

  it("gives each partner a key on its tier, and says no key aloud", () => {
    const graph = graphOf("prod");
    const plans = ofType(graph, "aws:apigateway/usagePlan:UsagePlan").map(({ name, inputs }) => [
      name,
      inputs.throttleSettings,
      inputs.quotaSettings,
    ]);
    assert.deepEqual(plans.sort(), [
      ["partners-free", { rateLimit: 1, burstLimit: 5 }, { limit: 100, period: "DAY" }],
      ["partners-partner", { rateLimit: 50, burstLimit: 100 }, { limit: 10000, period: "DAY" }],
      ["partners-standard", { rateLimit: 10, burstLimit: 20 }, { limit: 1000, period: "DAY" }],
    ]);
    const place = named(graph, "partners-acme-key-plan").inputs;
    assert.equal(place.usagePlanId, named(graph, "partners-partner", "aws:apigateway/usagePlan:UsagePlan").id);
    assert.equal(place.keyId, named(graph, "partners-acme-key", "aws:apigateway/apiKey:ApiKey").id);
  });

  it("wants a scope on every route but the health check, and a ticket of every subscriber", () => {
    const routes = ofType(graphOf("prod"), "aws:apigatewayv2/route:Route").map(({ inputs }) => [
      inputs.routeKey,
      inputs.authorizationType,
      inputs.authorizationScopes,
    ]);
    assert.deepEqual(routes.sort(), [
      ["$connect", "CUSTOM", undefined],
      ["$default", "NONE", undefined],
      ["$disconnect", "NONE", undefined],
      ["GET /health", "NONE", undefined],
      ["GET /orders", "JWT", ["orders:read"]],
      ["GET /orders/{id}", "JWT", ["orders:read"]],
      ["POST /order-updates", "JWT", ["orders:read"]],
      ["POST /orders", "JWT", ["orders:write"]],
      ["POST /orders/{id}/cancel", "JWT", ["orders:write"]],
    ]);
  });

  it("has an action in the handler for every route with a token, and no other", () => {
    const routeKeys = ofType(graphOf("local"), "aws:apigatewayv2/route:Route")
      .filter(({ inputs }) => inputs.authorizationType === "JWT")
      .map(({ inputs }) => inputs.routeKey);
    assert.deepEqual(routeKeys.sort(), Object.keys(actions).sort());
  });

  it("lets the orders function use the subscribers of this API and stage, beside its own logs", () => {
    const graph = graphOf("prod");
    const role = named(graph, "orders-role");
    const table = textOf(named(graph, "order-subscribers", "aws:dynamodb/table:Table").outputs.arn);
    const updatesApi = named(graph, "order-updates-api", "aws:apigatewayv2/api:Api");
    const granted = ofType(graph, "aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs }) => inputs.role === role.id || inputs.role === role.outputs.name)
      .map(({ name, inputs }) => [name, (parsed(inputs.policy) as { Statement: { Resource: unknown }[] }).Statement]);
    assert.deepEqual(
      granted
        .map(([name, statements]) => [name, (statements as { Resource: unknown }[]).map(({ Resource }) => Resource)])
        .sort(),
      [
        ["order-subscribers-orders-role-read-write", [[table, `${table}/index/*`]]],
        [
          "order-updates-api-orders-role-connections",
          [`${textOf(updatesApi.outputs.executionArn)}/live/*/@connections/*`],
        ],
        ["orders-logging", ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/gatewright-prod-orders:*"]],
      ],
    );
  });

  it("lets a function with no more to do write to its own logs, and nothing else", () => {
    for (const name of ["health", "catalog"]) {
      const graph = graphOf("prod");
      const logGroup = named(graph, `${name}-logs`);
      const role = named(graph, `${name}-role`);
      const policies = ofType(graph, "aws:iam/rolePolicy:RolePolicy").filter(({ inputs }) => inputs.role === role.id);
      assert.deepEqual(
        policies.map(({ inputs }) => parsed(inputs.policy)),
        [
          {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: `arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/gatewright-prod-${name}:*`,
              },
            ],
          },
        ],
      );
      const { inputs } = named(graph, name, "aws:lambda/function:Function");
      assert.deepEqual(inputs, {
        code: inputs.code,
        architectures: ["arm64"],
        environment: { variables: { NODE_OPTIONS: "--enable-source-maps" } },
        handler: "index.handler",
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.inputs.name },
        memorySize: 256,
        role: role.outputs.arn,
        runtime: "nodejs22.x",
        timeout: 10,
      });
    }
  });

  it("says where it is and who may call it", () => {
    const graph = graphOf("dev");
    const url = `https://${named(graph, "orders-api", "aws:apigatewayv2/api:Api").id}.execute-api.eu-west-1.amazonaws.com`;
    const { partnerUrl, partnerKeys, updatesUrl, ...outputs } = graph.outputs;
    const updatesId = named(graph, "order-updates-api", "aws:apigatewayv2/api:Api").id;
    assert.equal(updatesUrl, `wss://${updatesId}.execute-api.eu-west-1.amazonaws.com/live`);
    assert.equal(partnerUrl, named(graph, "partner-api-live-stage").outputs.invokeUrl);
    assert.ok(isSecret(partnerKeys));
    assert.deepEqual(outputs, {
      url,
      urls: { health: `${url}/health`, orders: `${url}/orders`, order: `${url}/orders/order-1` },
      authorization: {
        total: 6,
        authorized: 5,
        anonymous: 1,
        decisions: [
          {
            authorizationType: "NONE",
            decidedBy: "route",
            reason: "says no more than that the API answers",
            routeKeys: ["GET /health"],
          },
          {
            authorizationType: "JWT",
            authorizer: "jwt",
            decidedBy: "api",
            routeKeys: [
              "GET /orders",
              "POST /orders",
              "GET /orders/{id}",
              "POST /orders/{id}/cancel",
              "POST /order-updates",
            ],
          },
        ],
      },
    });
  });

  it("declares nothing when a stack's config is wrong", async () => {
    await assert.rejects(evaluate({ directory, stack: "prod", config: { "gatewright:logRetentionDays": "30" } }), {
      message:
        "The config of stack prod has 1 problem:\n" +
        "  the option config: gatewright:logRetentionDays is 30; expected at least 90 in production. " +
        "Fix: change it in the option config",
    });
  });
});

async function evaluated(stage: Stage): Promise<ResourceGraph> {
  const { graph, diagnostics } = await evaluate({ directory, stack: stage });
  assert.deepEqual(diagnostics, []);
  return graph;
}

function isMonitoring({ urn }: ResourceNode): boolean {
  return urn.includes("gatewright:index:Monitoring$");
}

function ofType(graph: ResourceGraph, type: string): ResourceNode[] {
  return graph.resources.filter((resource) => resource.type === type);
}

function named(graph: ResourceGraph, name: string, type?: string): ResourceNode {
  const [found, ...others] = graph.resources.filter(
    (resource) => resource.name === name && (type === undefined || resource.type === type),
  );
  assert.ok(found && others.length === 0, `${others.length + 1} resources named ${name}`);
  return found;
}

function code(graph: ResourceGraph, name: string): PropertyValue | undefined {
  return named(graph, name, "aws:lambda/function:Function").inputs.code;
}

function textOf(value: PropertyValue | undefined): string {
  assert.ok(typeof value === "string");
  return value;
}

function parsed(json: PropertyValue | undefined): unknown {
  assert.ok(typeof json === "string");
  return JSON.parse(json);
}
