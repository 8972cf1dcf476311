import assert from "node:assert/strict";
import { type EngineAnalyzer } from "../../engine";
import { isSecret, type PropertyValue, reveal, secret, UNKNOWN } from "../../engine/graph/value";
import { evaluate } from "../support/evaluate";
import { removeProjects, temporaryProgram } from "../support/temporary-project";
import { evaluateFixture, failureOf, fixture, resource } from "./fixture";

const urn = (project: string, type: string, name: string) => `urn:pulumi:dev::${project}::${type}::${name}`;

function textOf(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

describe("evaluate", () => {
  after(removeProjects);

  it("gives the resources, inputs, dependencies, places and outputs of a TypeScript program", async () => {
    const { graph, diagnostics, sources } = await evaluateFixture("static-site");
    const bucket = urn("static-site", "aws:s3/bucket:Bucket", "site");
    const open = urn("static-site", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "open");
    assert.deepEqual([graph.project, graph.stack, graph.mode], ["static-site", "dev", "deploy"]);
    assert.deepEqual(graph.resources.map(({ name }) => name).sort(), [
      ...["about.html", "default_7_48_0", "index.html", "open", "readable", "site", "static-site-dev", "website"],
    ]);
    assert.equal(graph.resources[0]?.type, "pulumi:pulumi:Stack");
    const site = resource(graph, "site");
    assert.deepEqual(site.inputs, { tags: { purpose: "site" } });
    assert.deepEqual(site.source, { file: fixture("static-site", "index.ts"), line: 7, column: 14 });
    assert.equal(site.provider, urn("static-site", "pulumi:providers:aws", "default_7_48_0"));
    const policy = resource(graph, "readable");
    assert.deepEqual(policy.dependencies, [bucket, open]);
    assert.deepEqual(policy.propertyDependencies, { bucket: [bucket], policy: [bucket] });
    assert.match(textOf(policy.inputs.policy), new RegExp(`"Resource":"arn:aws:s3:::${site.id}/\\*"`));
    assert.equal(graph.outputs.bucketName, site.id);
    assert.ok(sources.includes(fixture("static-site", "pages/index.html")));
    assert.ok(sources.includes(fixture("static-site", "Pulumi.dev.yaml")));
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
  });

  it("gives the same graph for the same program every time, with several evaluations at once", async () => {
    const [first, second] = await Promise.all([evaluateFixture("static-site"), evaluateFixture("static-site")]);
    assert.deepEqual(first.graph, second.graph);
  });

  it("leaves unknown in a preview what AWS computes, and runs no apply on it", async () => {
    const { graph } = await evaluateFixture("local-component", { mode: "preview" });
    const bucket = resource(graph, "orders-bucket");
    assert.equal(bucket.id, undefined);
    assert.equal(bucket.outputs.arn, UNKNOWN);
    assert.deepEqual(bucket.outputs.tags, { owner: "platform" });
    assert.equal(graph.mode, "preview");
  });

  it("runs a JavaScript program, and names the function that it can't answer", async () => {
    const { graph, diagnostics } = await evaluateFixture("web-server");
    const server = resource(graph, "server");
    assert.match(textOf(server.inputs.ami), /^ami-[0-9a-f]{17}$/);
    assert.deepEqual(server.inputs.tags, { Name: "web-server-dev", price: UNKNOWN });
    assert.deepEqual(server.options, {
      protect: true,
      ignoreChanges: ["ami"],
      customTimeouts: { create: "5m" },
      version: "7.48.0",
    });
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message),
      ["aws:ec2/getSpotPrice:getSpotPrice is not known offline: its result is unknown"],
    );
  });

  it("runs ES modules, in JavaScript and in TypeScript, and knows their lines", async () => {
    const [javascript, typescript] = await Promise.all([
      evaluateFixture("esm-queue"),
      evaluateFixture("esm-typescript"),
    ]);
    assert.equal(resource(javascript.graph, "jobs").source?.line, 5);
    assert.equal(resource(typescript.graph, "news-for-staff").source?.line, 6);
    assert.ok(typescript.sources.includes(fixture("esm-typescript", "names.ts")));
  });

  it("awaits an exported function and takes what it returns as the outputs", async () => {
    const environment = { AWS_ACCOUNT_ID: "210987654321" };
    const [exported, byDefault] = await Promise.all([
      evaluateFixture("async-entry", { environment }),
      evaluateFixture("default-export"),
    ]);
    const { account, region, secret: closed } = exported.graph.outputs;
    assert.deepEqual({ account, region }, { account: "210987654321", region: "eu-west-1" });
    assert.deepEqual(closed, secret("s3cr3t"));
    assert.deepEqual(byDefault.graph.outputs, { table: resource(byDefault.graph, "visits").id });
  });

  it("places resources by their own region, their provider's, or the stage's, in the provider's account", async () => {
    const { graph } = await evaluateFixture("multi-region");
    assert.deepEqual(
      (graph.outputs.arns as string[]).map((arn) => arn.replace(/-[0-9a-f]{7}$/, "")),
      [
        "arn:aws:sns:eu-west-1:123456789012:home",
        "arn:aws:sns:us-east-1:210987654321:explicit",
        "arn:aws:sns:us-east-1:210987654321:inherited",
        "arn:aws:sns:ap-southeast-2:123456789012:own",
      ],
    );
  });

  it("carries components, transforms, aliases, protection, secrets and what depends on a component's children", async () => {
    const { graph } = await evaluateFixture("local-component");
    const bucket = urn("local-component", "fixture:index:Store$aws:s3/bucket:Bucket", "orders-bucket");
    const parameter = urn("local-component", "fixture:index:Store$aws:ssm/parameter:Parameter", "orders-password");
    assert.deepEqual(resource(graph, "orders-bucket").inputs, { tags: { owner: "platform" } });
    assert.equal(resource(graph, "orders-bucket").options.protect, true);
    assert.deepEqual(resource(graph, "orders-password").options.aliases, [
      urn("local-component", "fixture:index:Store$aws:ssm/parameter:Parameter", "sales-password"),
    ]);
    assert.equal(resource(graph, "orders-password").options.deletedWith, bucket);
    assert.deepEqual(resource(graph, "orders-password").options.replaceOnChanges, ["type"]);
    assert.deepEqual(resource(graph, "orders-password").inputs.value, secret("hunter2"));
    assert.deepEqual(resource(graph, "announce").dependencies, [bucket, parameter]);
    assert.deepEqual(graph.outputs.password, secret("hunter2"));
    assert.ok(isSecret(resource(graph, "orders").outputs.password));
  });

  it("keeps a component that a plugin builds as one node, with placeholders of the declared types", async () => {
    const { graph, diagnostics } = await evaluateFixture("remote-vpc");
    const network = resource(graph, "network");
    assert.equal(network.type, "awsx:ec2:Vpc");
    assert.equal(network.custom, false);
    assert.deepEqual(network.inputs, { numberOfAvailabilityZones: 2 });
    assert.match(textOf(graph.outputs.vpcId), /^vpc-[0-9a-f]{17}$/);
    assert.deepEqual(resource(graph, "database").inputs.subnetIds, network.outputs.privateSubnetIds);
    assert.ok(diagnostics.some(({ message }) => message.startsWith("awsx:ec2:Vpc is built by a plugin")));
  });

  it("says of an API of another provider that it is not read", async () => {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: native\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": `const { CustomResource } = require("@pulumi/pulumi");
        new CustomResource("aws-native:apigatewayv2:Api", "shop", { protocolType: "HTTP" });`,
    });
    const { diagnostics } = await evaluate({ directory, stack: "dev" });
    assert.deepEqual(
      diagnostics.map(({ severity, message }) => [severity, message]),
      [
        [
          "warning",
          'aws-native:apigatewayv2:Api "shop" is an API of a provider whose types are not read: it is neither served nor reported. Declare it with @pulumi/aws',
        ],
      ],
    );
  });

  it("reads stack references from the given values, and an existing resource by its id", async () => {
    const clusterArn = "arn:aws:ecs:eu-west-1:123456789012:cluster/shared";
    const stackReferences = { "acme/network/dev": { clusterArn, token: secret("t") } };
    const { graph } = await evaluateFixture("stack-reference", { stackReferences });
    assert.equal(resource(graph, "web").inputs.cluster, clusterArn);
    assert.deepEqual(graph.outputs.token, secret("t"));
    assert.equal(resource(graph, "shared").external, true);
    assert.equal(graph.outputs.endpoint, "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
  });

  it("leaves the outputs of a stack that is not given unknown, and says so", async () => {
    const { graph, diagnostics } = await evaluateFixture("stack-reference", { mode: "preview" });
    assert.equal(resource(graph, "web").inputs.cluster, UNKNOWN);
    assert.ok(
      diagnostics.some(({ message }) => message.includes('The outputs of the stack "acme/network/dev" are unknown')),
    );
  });

  it("serialises a function that is written in the program", async () => {
    const { graph } = await evaluateFixture("callback-function");
    const hello = graph.resources.find(({ type }) => type === "aws:lambda/function:Function");
    assert.equal(hello?.inputs.runtime, "nodejs22.x");
    assert.match(JSON.stringify(hello?.inputs.code), /greeting/);
  });

  it("opens encrypted configuration with the passphrase", async () => {
    const { graph } = await evaluateFixture("sealed", { environment: { PULUMI_CONFIG_PASSPHRASE: "correct-horse" } });
    assert.deepEqual(graph.outputs.password, secret("hunter2"));
    assert.deepEqual(reveal(graph.outputs.nested), { token: "abc", user: "ann" });
    assert.deepEqual(graph.outputs.list, ["one"]);
  });

  it("shows each resource to the analyzer in order, one at a time, and takes its inputs back", async () => {
    const seen: string[] = [];
    let running = 0;
    const analyzer: EngineAnalyzer = {
      analyze: async ({ name, type, inputs, node, providerNode }) => {
        assert.equal(++running, 1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running--;
        assert.deepEqual(node.outputs, {});
        seen.push(`${name}${providerNode ? ` by ${providerNode.name}` : ""}`);
        return { inputs: type === "aws:sns/topic:Topic" ? { ...inputs, displayName: "Remediated" } : inputs };
      },
    };
    const { graph } = await evaluateFixture("local-component", { analyzer });
    assert.deepEqual(seen, [
      "local-component-dev",
      "orders",
      "orders-bucket by default_7_48_0",
      "orders-password by default_7_48_0",
      "announce by default_7_48_0",
    ]);
    assert.equal(resource(graph, "announce").outputs.displayName, "Remediated");
  });

  it("refuses an AWS program without a region", async () => {
    const environment = { AWS_REGION: "", AWS_DEFAULT_REGION: "" };
    const error = await failureOf(evaluateFixture("static-site", { config: { "aws:region": "" }, environment }));
    assert.match(error.message, /index\.ts:7:14: No AWS region for aws:s3\/bucket:Bucket: set one/);
  });
});
