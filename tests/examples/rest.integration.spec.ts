import * as assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import type { ResourceGraph } from "../../engine/graph/graph";
import { printableGraph } from "../../engine/graph/printable-graph";
import { isSecret, reveal } from "../../engine/graph/value";
import { objectiveAlarms } from "../../policy/rules/monitoring/objective-alarms";
import { run, type Stack } from "../policy/cases";

async function graphOf(example: string, stack = "dev"): Promise<ResourceGraph> {
  const directory = join(__dirname, "..", "..", "examples", example);
  const { graph, diagnostics } = await evaluate({ directory, stack });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error" || severity === "warning"),
    [],
  );
  return graph;
}

function ofType(graph: ResourceGraph, type: string): ResourceGraph["resources"] {
  return graph.resources.filter((resource) => resource.type === `aws:${type}`);
}

function body(graph: ResourceGraph): Record<string, unknown> {
  const [api] = ofType(graph, "apigateway/restApi:RestApi");
  return JSON.parse(reveal(api?.inputs.body) as string) as Record<string, unknown>;
}

describe("examples/rest-usage-plans", () => {
  let graph: ResourceGraph;
  before(async () => {
    graph = await graphOf("rest-usage-plans");
  });

  it("has three plans, and a key for each consumer; one that is being rotated has two", () => {
    assert.deepEqual(
      ofType(graph, "apigateway/usagePlan:UsagePlan")
        .map(({ name }) => name)
        .sort(),
      ["tiers-free", "tiers-partner", "tiers-standard"],
    );
    assert.deepEqual(
      ofType(graph, "apigateway/usagePlanKey:UsagePlanKey")
        .map(({ name }) => name)
        .sort(),
      ["tiers-acme-key-1-plan", "tiers-acme-key-plan", "tiers-joe-key-plan", "tiers-shop-key-plan"],
    );
  });

  it("has the keys' values nowhere in the open", () => {
    const keys = ofType(graph, "apigateway/apiKey:ApiKey");
    const values = keys.map(({ outputs }) => reveal(outputs.value) as string);
    assert.equal(new Set(values).size, 4);
    assert.ok(values.every((value) => value.length >= 20));
    const text = JSON.stringify(printableGraph(graph));
    assert.deepEqual(
      values.filter((value) => text.includes(value)),
      [],
    );
    assert.ok(keys.every(({ outputs }) => isSecret(outputs.value)));
  });

  it("has alarms that notify in production alone, as the rule of alarms takes them", async () => {
    const findings = async (of: ResourceGraph): Promise<string[]> => {
      const resources = printableGraph(of).resources.filter(({ type }) => /^aws:(apigateway|cloudwatch)\//.test(type));
      const stack: Stack = Object.fromEntries(
        resources.map(({ type, name, outputs }) => [`${type} ${name}`, { type, props: outputs }]),
      );
      return (await run(objectiveAlarms, stack, { required: true })).map(({ message }) => message);
    };
    const production = await graphOf("rest-usage-plans", "prod");
    assert.deepEqual(
      ofType(production, "cloudwatch/compositeAlarm:CompositeAlarm")
        .map(({ name, inputs }) => [name, inputs.alarmActions])
        .sort(),
      [
        ["partners-page", ["arn:aws:sns:us-east-1:123456789012:on-call"]],
        ["partners-ticket", ["arn:aws:sns:us-east-1:123456789012:backlog"]],
      ],
    );
    assert.deepEqual(await findings(production), []);
    assert.deepEqual(ofType(graph, "cloudwatch/metricAlarm:MetricAlarm"), []);
    assert.match((await findings(graph)).join("\n"), /has no alarm on availability and latency\.[^]*5XXError/);
  });
});

describe("examples/rest-openapi", () => {
  it("has every operation of the document with its integration, authorizer and model", async () => {
    const { paths, components } = body(await graphOf("rest-openapi")) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
      components: { schemas: object };
    };
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { security }]) => [`${method} ${path}`, security]),
    );
    assert.deepEqual(operations, [
      ["get /orders", [{ "check-token-38d8e2f2": [] }]],
      ["post /orders", [{ "check-token-38d8e2f2": [] }]],
      ["get /health", []],
    ]);
    assert.equal(paths["/orders"]?.post?.["x-amazon-apigateway-request-validator"], "body-only");
    assert.deepEqual(Object.keys(components.schemas), ["Order", "ordersList"]);
  });
});

describe("examples/rest-private", () => {
  it("is reached through its endpoint alone, and reaches the load balancer through the VPC link", async () => {
    const graph = await graphOf("rest-private");
    const endpoint = ofType(graph, "ec2/vpcEndpoint:VpcEndpoint")[0]?.id;
    const document = body(graph) as {
      "x-amazon-apigateway-policy": { Statement: { Condition?: object }[] };
      paths: Record<string, Record<string, Record<string, Record<string, unknown>>>>;
    };
    assert.deepEqual(
      document["x-amazon-apigateway-policy"].Statement.map(({ Condition }) => Condition),
      [
        undefined,
        { NotIpAddress: { "aws:VpcSourceIp": ["10.0.0.0/16"] } },
        { StringNotEquals: { "aws:SourceVpce": [endpoint] } },
      ],
    );
    const integration =
      document.paths["/orders/{proxy+}"]?.["x-amazon-apigateway-any-method"]?.["x-amazon-apigateway-integration"];
    assert.equal(integration?.connectionType, "VPC_LINK");
    assert.equal(integration?.integrationTarget, ofType(graph, "lb/listener:Listener")[0]?.id);
  });
});
