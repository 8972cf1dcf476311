import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ResourceGraph, type ResourceNode } from "../../engine";
import { evaluate } from "../support/evaluate";
import { accessLogFormat } from "../../components";

const directory = resolve(__dirname, "../../examples/http-api");
const URN = "urn:pulumi:production::http-api";
const API = `${URN}::gatewright:index:HttpApi`;

function urn(type: string, name: string): string {
  return `${API}$${type}::${name}`;
}

const API_URN = urn("aws:apigatewayv2/api:Api", "http-api");
const AUTHORIZER = urn(
  "aws:apigatewayv2/authorizer:Authorizer",
  "http-api-cognito-idp.us-east-1.amazonaws.com-us-east-1_AbCdEfGhI-7462825c-authorizer",
);
const INTEGRATION = urn("aws:apigatewayv2/integration:Integration", "http-api-handler-91fe576a-integration");
const PERMISSION = urn("aws:lambda/permission:Permission", "http-api-handler-permission");
const ROUTE = urn("aws:apigatewayv2/route:Route", "http-api-ANY /{proxy+}");
const LOGS = urn("aws:cloudwatch/logGroup:LogGroup", "http-api-production-access-logs");
const STAGE = urn("aws:apigatewayv2/stage:Stage", "http-api-production-stage");

describe("examples/http-api", () => {
  let graph: ResourceGraph;

  before(async () => {
    graph = (await evaluate({ directory, stack: "production" })).graph;
  });

  function node(of: string): ResourceNode {
    return graph.resources.find((resource) => resource.urn === of) ?? assert.fail(`no resource ${of}`);
  }

  it("is a program of at most 25 lines", () => {
    assert.ok(readFileSync(join(directory, "index.ts"), "utf8").trimEnd().split("\n").length <= 25);
  });

  it("makes these resources and no other: the URNs are a contract", () => {
    const own = graph.resources.filter((resource) => !/^pulumi:(pulumi|providers):/.test(resource.type));
    assert.deepEqual(
      own.map((resource) => resource.urn).sort(),
      [
        `${API}::http-api`,
        API_URN,
        AUTHORIZER,
        INTEGRATION,
        PERMISSION,
        ROUTE,
        LOGS,
        STAGE,
        `${URN}::aws:iam/role:Role::handler`,
        `${URN}::aws:lambda/function:Function::handler`,
      ].sort(),
    );
  });

  it("gives each the inputs of the classic", () => {
    const apiId = node(API_URN).id;
    const lambda = node(`${URN}::aws:lambda/function:Function::handler`).outputs;
    assert.deepEqual(node(API_URN).inputs, {
      protocolType: "HTTP",
      corsConfiguration: {
        allowOrigins: ["https://myapp.com"],
        allowMethods: ["GET", "POST"],
        allowHeaders: ["Content-Type", "Authorization"],
      },
    });
    assert.deepEqual(node(AUTHORIZER).inputs, {
      apiId,
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: {
        audiences: ["my-app-client-id"],
        issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
      },
    });
    assert.deepEqual(node(INTEGRATION).inputs, {
      apiId,
      connectionType: "INTERNET",
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: lambda.invokeArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 30000,
    });
    assert.deepEqual(node(ROUTE).inputs, {
      apiId,
      routeKey: "ANY /{proxy+}",
      target: `integrations/${node(INTEGRATION).id}`,
      authorizationType: "JWT",
      authorizerId: node(AUTHORIZER).id,
    });
    assert.deepEqual(node(PERMISSION).inputs, {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      function: lambda.arn,
      sourceArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/*/*`,
    });
    assert.deepEqual(node(STAGE).inputs, {
      apiId,
      name: "production",
      autoDeploy: true,
      accessLogSettings: {
        destinationArn:
          "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/apis/http-api/production/http-api/production",
        format: accessLogFormat(),
      },
      defaultRouteSettings: { throttlingRateLimit: 1000, throttlingBurstLimit: 500, detailedMetricsEnabled: false },
    });
    assert.equal(graph.outputs.url, `https://${apiId}.execute-api.us-east-1.amazonaws.com/production`);
  });

  it("makes the stage after its routes, permissions and log", () => {
    assert.deepEqual(node(STAGE).dependencies, [API_URN, ROUTE, LOGS, PERMISSION].sort());
  });

  it("has the same resources with the handler in Python, which alone is another", async () => {
    const python = (await evaluate({ directory, stack: "production", config: { "http-api:language": "python" } }))
      .graph;
    assert.deepEqual(
      python.resources.map((resource) => resource.urn).sort(),
      graph.resources.map((resource) => resource.urn).sort(),
    );
    const changed = python.resources.filter(
      (resource) => JSON.stringify(resource.inputs) !== JSON.stringify(node(resource.urn).inputs),
    );
    assert.deepEqual(
      changed.map((resource) => resource.name),
      ["handler"],
    );
    assert.equal(changed[0]?.inputs.runtime, "python3.13");
  });
});
