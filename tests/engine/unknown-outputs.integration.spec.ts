import assert from "node:assert/strict";
import type { Evaluation } from "../../engine";
import { secret, UNKNOWN } from "../../engine/graph/value";
import { printableGraph } from "../../engine/graph/printable-graph";
import { evaluate } from "../support/evaluate";
import { removeProjects, temporaryProgram } from "../support/temporary-project";
import { resource } from "./fixture";

function evaluated(program: string, options: Partial<Parameters<typeof evaluate>[0]> = {}): Promise<Evaluation> {
  const directory = temporaryProgram({
    "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.js\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
    "package.json": "{}",
    "index.js": `const pulumi = require("@pulumi/pulumi");\nconst aws = require("@pulumi/aws");\n${program}`,
  });
  return evaluate({ directory, stack: "dev", ...options });
}

const warnings = ({ diagnostics }: Evaluation): string[] =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

describe("what nothing tells offline", () => {
  after(removeProjects);

  it("is unknown in the outputs of a type without a shape, and no apply runs on it", async () => {
    const { graph } = await evaluated(`
      const api = new aws.appsync.GraphQLApi("graph", { authenticationType: "API_KEY" });
      exports.url = api.uris.apply((uris) => uris["GRAPHQL"]);
    `);
    assert.equal(graph.outputs.url, UNKNOWN);
  });

  it("is unknown in the outputs of a dynamic resource, with a warning where they reach AWS", async () => {
    const evaluation = await evaluated(`
      class Made extends pulumi.dynamic.Resource {
        constructor(name) {
          super({ create: async () => ({ id: "1", outs: { path: "/made" } }) }, name, { path: undefined });
        }
      }
      const made = new Made("made");
      const api = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });
      new aws.apigatewayv2.Route("route", { apiId: api.id, routeKey: pulumi.interpolate\`GET \${made.path}\` });
    `);
    assert.equal(resource(evaluation.graph, "route").inputs.routeKey, UNKNOWN);
    assert.match(
      warnings(evaluation).join("\n"),
      /routeKey of aws:apigatewayv2\/route:Route "route" \(.*index\.js:\d+:\d+\) is unknown: it comes from pulumi-nodejs:dynamic:Resource "made", which is not known offline/,
    );
  });

  it("is unknown in what is read, beside what follows from the id", async () => {
    const { graph } = await evaluated(`
      const table = aws.dynamodb.Table.get("orders", "orders");
      exports.arn = table.arn;
      exports.key = table.hashKey.apply((key) => key.length);
    `);
    assert.equal(graph.outputs.arn, "arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
    assert.equal(graph.outputs.key, UNKNOWN);
  });

  it("is unknown in the answer of a function that is not known, in both modes", async () => {
    for (const mode of ["deploy", "preview"] as const) {
      const evaluation = await evaluated(
        `exports.id = aws.rds.getClusterOutput({ clusterIdentifier: "x" }).endpoint.apply((text) => text.length);`,
        { mode },
      );
      assert.equal(evaluation.graph.outputs.id, UNKNOWN);
      assert.match(warnings(evaluation).join("\n"), /getCluster is not known offline: its result is unknown/);
    }
  });

  it("is unknown in a stack reference without values, whose warning names the place for them", async () => {
    const evaluation = await evaluated(`
      const network = new pulumi.StackReference("acme/network/dev");
      exports.count = network.getOutput("subnets").apply((subnets) => subnets.length);
    `);
    assert.equal(evaluation.graph.outputs.count, UNKNOWN);
    assert.match(
      warnings(evaluation).join("\n"),
      /set them under gatewright:local \(stackReferences\) in Pulumi\.dev\.yaml/,
    );
  });
});

describe("what an evaluation has as the real engine has it", () => {
  after(removeProjects);

  it("is a whole output that is secret where the other stack's output holds a secret", async () => {
    const { graph } = await evaluated(
      `exports.whole = new pulumi.StackReference("acme/network/dev").getOutput("nested");`,
      { stackReferences: { "acme/network/dev": { nested: { s: secret("hunter22"), plain: "x" } } } },
    );
    assert.equal(JSON.stringify(printableGraph(graph)).includes("hunter22"), false);
    assert.equal(printableGraph(graph).outputs.whole, "[secret]");
  });

  it("is the managed policies of CloudFront", async () => {
    const { graph } = await evaluated(
      `exports.id = aws.cloudfront.getCachePolicyOutput({ name: "Managed-CachingDisabled" }).id.apply((id) => id);`,
    );
    assert.equal(graph.outputs.id, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
  });

  it("is the name, the key's value and the path that come from another resource", async () => {
    const { graph } = await evaluated(`
      const api = new aws.apigateway.RestApi("shop", {});
      const one = new aws.apigateway.Resource("one", { restApi: api.id, parentId: api.rootResourceId, pathPart: "orders" });
      const two = new aws.apigateway.Resource("two", { restApi: api.id, parentId: one.id, pathPart: "{id}" });
      const three = new aws.apigateway.Resource("three", { restApi: api.id, parentId: two.id, pathPart: "lines" });
      const key = new aws.apigateway.ApiKey("partner", { value: "abcdefghijklmnopqrstuvwxyz" });
      const plan = new aws.apigateway.UsagePlan("plan", {});
      const member = new aws.apigateway.UsagePlanKey("member", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
      const zone = new aws.route53.Zone("zone", { name: "example.com" });
      const record = new aws.route53.Record("www", { zoneId: zone.zoneId, name: "www", type: "A", ttl: 60, records: ["10.0.0.1"] });
      exports.found = [three.path, member.name, member.value, record.fqdn];
    `);
    const name = resource(graph, "partner").outputs.name;
    const value = secret("abcdefghijklmnopqrstuvwxyz");
    assert.deepEqual(graph.outputs.found, ["/orders/{id}/lines", name, value, "www.example.com"]);
  });

  it("is the default provider of the engine itself, with a stack reference", async () => {
    const { graph } = await evaluated(`new pulumi.StackReference("acme/network/dev");`, { mode: "preview" });
    const provider = graph.resources.find(({ type }) => type === "pulumi:providers:pulumi");
    assert.equal(provider?.name, "default");
    assert.equal(resource(graph, "acme/network/dev").provider, provider.urn);
  });

  it("is the organization of the stack's name", async () => {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.js\n",
      "package.json": "{}",
      "index.js": `exports.organization = require("@pulumi/pulumi").getOrganization();`,
    });
    assert.equal((await evaluate({ directory, stack: "acme/shop/dev" })).graph.outputs.organization, "acme");
    assert.equal((await evaluate({ directory, stack: "dev" })).graph.outputs.organization, "organization");
  });
});
