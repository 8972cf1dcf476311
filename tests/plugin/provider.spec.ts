import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type ComponentError,
  CustomDomain,
  EcsBackend,
  HttpApi,
  iam,
  jwt,
  lambda,
  loadBalancer,
  none,
  RestApi,
  UsagePlans,
  VpcLink,
  WebSocketApi,
} from "../../components";
import { ComponentProvider } from "../../plugin/provider";
import type { Schema } from "../../plugin/spec";
import { deploy, type Deployed, valueOf } from "../support/deploy";
import { runYaml } from "../support/yaml-program";

const repository = join(__dirname, "../..");
const schema = JSON.parse(readFileSync(join(repository, "plugin/schema.json"), "utf8")) as Schema;
const provider = new ComponentProvider(schema, "1.2.3");

const CONFIG = {
  issuer: "https://login.example.com",
  audience: "orders",
  domainName: "api.example.com",
  hostedZoneId: "Z0123456789ABCDEFGHIJ",
};

/** The resources that a program makes, by type and name, with their inputs; the code of functions is left out. */
function madeBy({ resources, components }: Deployed<unknown>): Record<string, unknown> {
  const made = [...resources, ...components].map(({ type, name, inputs }) => {
    return [`${type}::${name}`, { ...inputs, code: undefined }] as const;
  });
  return Object.fromEntries(made.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function construct(name: string, type: string, inputs: pulumi.Inputs): Promise<pulumi.Inputs> {
  return provider.construct(name, `gatewright:index:${type}`, inputs, {}).then(async ({ state }) => {
    await pulumi.runtime.disconnect();
    return state;
  });
}

/** Returns the arguments that `construct` refuses. */
async function refused(type: string, inputs: () => pulumi.Inputs, preview = false): Promise<string> {
  const failure = deploy(() => construct("shop", type, inputs()), { preview });
  const error: unknown = await failure.then(
    () => assert.fail("nothing was refused"),
    (reason: unknown) => reason,
  );
  return (error as ComponentError).message;
}

function shop(): void {
  const role = new aws.iam.Role("role", {
    assumeRolePolicy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
    }),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
  });
  const code = new pulumi.asset.FileArchive("./handler");
  const fn = { runtime: "python3.13", handler: "index.handler", role: role.arn, code };
  const handler = new aws.lambda.Function("handler", fn);
  const orders = new HttpApi("orders", {
    defaultAuthorizer: jwt({ issuer: CONFIG.issuer, audience: CONFIG.audience }),
    routes: {
      "GET /orders/{id}": lambda(handler),
      "POST /orders": { integration: lambda(handler), scopes: ["orders/write"] },
      "GET /health": { integration: lambda(handler), authorizer: none("the load balancer has no token") },
    },
  });
  const partners = new RestApi("partners", {
    apiKeyRequired: true,
    defaultAuthorizer: none("consumers have a key"),
    routes: { "GET /stock/{item}": lambda(handler) },
  });
  new UsagePlans("plans", {
    stages: [{ api: partners }],
    plans: {
      free: { quota: { limit: 1000, period: "DAY" } },
      partner: { throttle: { rateLimit: 50, burstLimit: 100 } },
    },
    consumers: { acme: { plan: "partner" } },
  });
  const { domainName, hostedZoneId } = CONFIG;
  const mappings = { shop: { api: orders }, partners: { api: partners } };
  new CustomDomain("domain", { domainName, hostedZoneId, mappings });
}

describe("the component provider", () => {
  const program = readFileSync(join(repository, "examples/yaml-shop/Pulumi.yaml"), "utf8");

  for (const preview of [true, false]) {
    it(`makes the resources of the same program in TypeScript, in ${preview ? "a preview" : "a deployment"}`, async () => {
      const yaml = await deploy(() => runYaml(program, provider, CONFIG), { preview });
      assert.deepEqual(madeBy(yaml), madeBy(await deploy(shop, { preview })));
      assert.deepEqual(yaml.warnings, []);
      // three routes have it as their target, each by Outputs of its own
      assert.deepEqual(yaml.namesOf("apigatewayv2/integration:Integration"), ["orders-handler-integration"]);
    });
  }

  it("gives outputs, with secrets", async () => {
    const value = await (await deploy(() => runYaml(program, provider, CONFIG))).value;
    const urls = await valueOf(pulumi.output(value.urls as pulumi.Output<Record<string, string>>));
    assert.deepEqual(urls, {
      shop: "https://api.example.com/shop",
      partners: "https://api.example.com/partners",
    });
    assert.equal(await pulumi.isSecret(value.keys as pulumi.Output<unknown>), true);
  });

  it("takes components where TypeScript does: a VPC link, its backend, and the API in front", async () => {
    const network = {
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    };
    const yaml = `
resources:
  link: { type: gatewright:VpcLink, properties: ${JSON.stringify(network)} }
  backend: { type: gatewright:EcsBackend, properties: ${JSON.stringify({ ...network, port: 8080, vpcLink: "${link}" })} }
  api:
    type: gatewright:HttpApi
    properties:
      defaultAuthorizer: { kind: iam }
      routes:
        ANY /{proxy+}:
          integration: { kind: loadBalancer, name: backend, targetArn: "\${backend.listenerArn}", connectionId: "\${link.vpcLinkId}" }
`;
    const expected = await deploy(() => {
      const vpcLink = new VpcLink("link", network);
      const { listenerArn } = new EcsBackend("backend", { ...network, port: 8080, vpcLink });
      const integration = loadBalancer(listenerArn ?? "", { vpcLink, name: "backend" });
      new HttpApi("api", { defaultAuthorizer: iam(), routes: { "ANY /{proxy+}": integration } });
    });
    assert.deepEqual(madeBy(await deploy(() => runYaml(yaml, provider))), madeBy(expected));
  });

  it("takes Outputs of anything that TypeScript takes them for, and null for what is left out", async () => {
    const made = await deploy(() =>
      construct("chat", "WebSocketApi", {
        authorizer: { kind: "none", reason: pulumi.output("a test"), name: null },
        routes: { say: { integration: { kind: "mock" }, throttle: null } },
        description: pulumi.output("Chat"),
        stage: pulumi.output("v1"),
        tags: pulumi.output({ team: "chat" }),
      }),
    );
    const expected = await deploy(() => {
      new WebSocketApi("chat", {
        authorizer: none("a test"),
        routes: { say: { kind: "mock" } },
        description: pulumi.output("Chat"),
        stage: "v1",
        tags: pulumi.output({ team: "chat" }),
      });
    });
    assert.deepEqual(madeBy(made), madeBy(expected));
  });

  it("refuses an Output where a value must be known before the deployment", async () => {
    const message = await refused(
      "CustomDomain",
      () => ({ domainName: new aws.sqs.Queue("queue").name, region: pulumi.secret("eu-west-1") }),
      true,
    );
    assert.equal(
      message,
      [
        'CustomDomain "shop": 2 problems',
        "  - domainName: expected a value that is known before the deployment. Fix: write a literal, or read it from the stack's config",
        "  - region: expected a value that is no secret. Fix: write a literal, or read it from the stack's config",
      ].join("\n"),
    );
  });

  it("refuses what TypeScript does, with the argument and the fix", async () => {
    const message = await refused("HttpApi", () => ({
      routes: { "GET /": { integration: { kind: "lamda", functionArn: "x" }, authoriser: {} } },
    }));
    assert.match(message, /^HttpApi "shop": \d problems\n/);
    assert.match(message, /routes\["GET \/"\]\.integration/);
    assert.match(message, /authoriser: expected one of .* Fix: write authorizer/);
  });

  it("refuses a component that it does not have, and a reference to one of another provider", async () => {
    assert.equal(await refused("Api", () => ({})), "gatewright has no component gatewright:index:Api");
    const urn = "urn:pulumi:dev::shop::gatewright:index:HttpApi::other";
    assert.throws(
      () =>
        pulumi.runtime
          .getResourceModule("gatewright", "index", "")
          ?.construct("other", "gatewright:index:HttpApi", urn),
      /^Error: HttpApi "other" was made by another provider of gatewright\. Fix: /,
    );
  });

  it("takes a provider of aws, such as that of the hosted zone's account, by its reference", async () => {
    const { value } = await deploy(() =>
      new aws.Provider("dns", { region: "eu-west-1" }).urn.apply((urn) =>
        aws.Provider.isInstance(
          pulumi.runtime.getResourcePackage("aws", "")?.constructProvider("dns", "pulumi:providers:aws", urn),
        ),
      ),
    );
    assert.equal(await valueOf(value), true);
  });

  it("serves the schema with the version of the package", async () => {
    const { version, name } = JSON.parse(await provider.getSchema()) as { version: string; name: string };
    assert.deepEqual([name, version, provider.version], ["gatewright", "1.2.3", "1.2.3"]);
  });
});
