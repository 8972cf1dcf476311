import assert from "node:assert/strict";
import { join } from "node:path";
import type { Evaluation } from "../../engine";
import { printableGraph } from "../../engine/graph/printable-graph";
import { stackResult, type StackResult } from "../../cli/check/result";
import { readSnapshot } from "../../gateway/model/snapshot";
import { analyzeGraph, PolicyPack, readPolicyConfig } from "../../policy-host";
import { evaluate, type TestedOptions } from "../support/evaluate";
import { removeProjects, temporaryProgram } from "../support/temporary-project";
import { failureOf, resource } from "./fixture";

function evaluated(program: string, options: Partial<TestedOptions> = {}): Promise<Evaluation> {
  const directory = temporaryProgram({
    "Pulumi.yaml": "name: odd\nruntime: nodejs\nmain: index.js\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
    "package.json": "{}",
    "index.js": `const pulumi = require("@pulumi/pulumi");\nconst aws = require("@pulumi/aws");\n${program}`,
  });
  return evaluate({ directory, stack: "dev", ...options });
}

/** An HTTP API, its domain and its function, each input of which goes through `wrap`. */
const api = (wrap: string): string => `
const wrap = ${wrap};
const role = new aws.iam.Role("role", { assumeRolePolicy: wrap("{}") });
const orders = new aws.lambda.Function("orders", {
  runtime: wrap("nodejs22.x"),
  handler: wrap("index.handler"),
  role: role.arn,
  timeout: wrap(20),
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({});") }),
});
const shop = new aws.apigatewayv2.Api("shop", {
  protocolType: wrap("HTTP"),
  corsConfiguration: wrap({ allowOrigins: ["https://shop.example.com"], allowHeaders: ["authorization"] }),
});
const integration = new aws.apigatewayv2.Integration("orders", {
  apiId: shop.id,
  integrationType: wrap("AWS_PROXY"),
  integrationUri: orders.arn,
  payloadFormatVersion: wrap("2.0"),
});
const customers = new aws.apigatewayv2.Authorizer("customers", {
  apiId: shop.id,
  authorizerType: wrap("JWT"),
  identitySources: wrap(["$request.header.Authorization"]),
  jwtConfiguration: wrap({ issuer: "https://login.example.com", audiences: ["hunter22-audience"] }),
});
new aws.apigatewayv2.Route("list", {
  apiId: shop.id,
  routeKey: wrap("GET /orders"),
  target: pulumi.interpolate\`integrations/\${integration.id}\`,
  authorizationType: wrap("JWT"),
  authorizerId: customers.id,
});
const live = new aws.apigatewayv2.Stage("live", { apiId: shop.id, name: wrap("live"), stageVariables: wrap({ table: "hunter22-table" }) });
const domain = new aws.apigatewayv2.DomainName("api", {
  domainName: wrap("api.example.com"),
  domainNameConfiguration: wrap({
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  }),
});
new aws.apigatewayv2.ApiMapping("api", { apiId: shop.id, domainName: domain.id, stage: live.name });
const rest = new aws.apigateway.RestApi("rest", { body: wrap(JSON.stringify({ openapi: "3.0.1", paths: {} })) });
const deployment = new aws.apigateway.Deployment("rest", { restApi: rest.id });
new aws.apigateway.Stage("rest", { restApi: rest.id, deployment: deployment.id, stageName: wrap("live") });
new aws.lambda.Permission("orders", {
  action: wrap("lambda:InvokeFunction"),
  function: orders.name,
  principal: wrap("apigateway.amazonaws.com"),
  sourceArn: pulumi.interpolate\`\${shop.executionArn}/*/*\`,
});
exports.url = live.invokeUrl;
`;

describe("a program in a folder whose name has parentheses", () => {
  for (const main of ["index.js", "index.ts"]) {
    it(`has its places, in ${main} as in others`, async () => {
      const folder = "co (py)+ x";
      const text = (line: string): string =>
        main === "index.js"
          ? `const aws = require("@pulumi/aws");\n${line}\n`
          : `import * as aws from "@pulumi/aws";\n${line}\n`;
      const files = (line: string): Record<string, string> => ({
        [`${folder}/Pulumi.yaml`]: `name: odd\nruntime: nodejs\nmain: ${main}\n`,
        [`${folder}/Pulumi.dev.yaml`]: "config:\n  aws:region: eu-west-1\n",
        [`${folder}/package.json`]: "{}",
        [`${folder}/${main}`]: text(line),
      });
      const root = temporaryProgram(files(`  new aws.sns.Topic("orders", {});`));
      const { graph } = await evaluate({ directory: join(root, folder), stack: "dev" });
      assert.deepEqual(resource(graph, "orders").source, { file: join(root, folder, main), line: 2, column: 3 });

      const failing = temporaryProgram(files(`throw new Error("no orders");`));
      const failure = await failureOf(evaluate({ directory: join(failing, folder), stack: "dev" }));
      assert.deepEqual(failure.location, { file: join(failing, folder, main), line: 2, column: 7 });
    });
  }
});

describe("odd programs", function () {
  this.timeout(240_000);
  const policy = join(__dirname, "..", "..", "policy");
  const stack = { project: "odd", stack: "prod", directory: policy };
  let pack: PolicyPack;

  before(async () => {
    pack = await PolicyPack.start(policy, { ...stack, preview: false });
    await pack.configure({ ...stack, preview: false }, readPolicyConfig(join(policy, "config", "prod.json")));
  });
  after(async () => {
    await pack.close();
    removeProjects();
  });

  async function checked({ graph }: Evaluation): Promise<StackResult> {
    readSnapshot(graph);
    return stackResult(graph, [pack], await analyzeGraph([pack], graph, { of: "program" }));
  }

  it("with unknown values everywhere are undecided and not judged by them", async () => {
    const unknown = `(value) => new aws.appsync.GraphQLApi("source" + Math.random(), { authenticationType: "API_KEY" }).uris.apply(() => value)`;
    for (const mode of ["deploy", "preview"] as const) {
      const { findings, undecided } = await checked(await evaluated(api(unknown), { mode }));
      assert.ok(undecided.length > 0);
      assert.deepEqual(
        findings.filter(({ message }) => /04da6b54|undefined/.test(message)),
        [],
      );
    }
  });

  it("with secrets everywhere print none of them, and are judged by their values", async () => {
    const evaluation = await evaluated(api("(value) => pulumi.secret(value)"));
    const result = await checked(evaluation);
    const printed = JSON.stringify([printableGraph(evaluation.graph), result.findings, result.undecided]);
    assert.equal(printed.includes("hunter22"), false);
    const plain = await checked(await evaluated(api("(value) => value")));
    const names = ({ findings }: StackResult): string[] => findings.map(({ rule }) => rule.name);
    // a secret stage variable is what one rule is about
    assert.deepEqual(
      [...new Set(names(result))].filter((name) => name !== "no-secret-in-stage-variables").sort(),
      [...new Set(names(plain))].sort(),
    );
  });

  it("of 2,000 resources are evaluated and checked", async () => {
    const evaluation = await evaluated(`
      const shop = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });
      for (let index = 0; index < 1000; index++) {
        const integration = new aws.apigatewayv2.Integration("i" + index, {
          apiId: shop.id, integrationType: "HTTP_PROXY", integrationMethod: "GET", integrationUri: "https://example.com/" + index,
        });
        new aws.apigatewayv2.Route("r" + index, {
          apiId: shop.id, routeKey: "GET /r" + index, target: pulumi.interpolate\`integrations/\${integration.id}\`,
        });
      }
    `);
    const { findings } = await checked(evaluation);
    assert.ok(findings.some(({ rule }) => rule.name === "within-quotas"));
  });

  it("whose aliases form a circle keep all of them", async () => {
    const { graph } = await evaluated(`
      const group = (name, alias) => new pulumi.ComponentResource("odd:index:Group", name, {}, { aliases: [{ name: alias }] });
      const [left, right] = [group("left", "right"), group("right", "left")];
      new aws.sns.Topic("a", {}, { parent: left, aliases: [{ name: "b" }, { name: "a" }, { parent: right }] });
      new aws.sns.Topic("b", {}, { parent: right, aliases: [{ name: "a" }, { parent: pulumi.rootStackResource }] });
    `);
    const aliases = resource(graph, "a").options.aliases ?? [];
    assert.equal(new Set(aliases).size, aliases.length);
    assert.ok(aliases.includes("urn:pulumi:dev::odd::odd:index:Group$aws:sns/topic:Topic::b"));
  });

  it("with two resources of one URN name both places", async () => {
    const { message } = await failureOf(evaluated(`new aws.sns.Topic("t");\nnew aws.sns.Topic("t");`));
    assert.match(
      message,
      /aws:sns\/topic:Topic "t" is registered twice: first at .*index\.js:3.*, then at .*index\.js:4/,
    );
  });

  it("with providers of their own have these regions and accounts in every ARN", async () => {
    const { graph } = await evaluated(`
      const us = new aws.Provider("us", { region: pulumi.secret("us-east-1"), assumeRoles: [{ roleArn: "arn:aws:iam::222222222222:role/deploy" }] });
      const cn = new aws.Provider("cn", { region: "cn-north-1" });
      exports.us = new aws.sns.Topic("us", { name: "t" }, { provider: us }).arn;
      exports.cn = new aws.sns.Topic("cn", { name: "t" }, { provider: cn }).arn;
      exports.own = new aws.sns.Topic("own", { name: "t", region: "eu-central-1" }).arn;
    `);
    assert.deepEqual(graph.outputs, {
      us: "arn:aws:sns:us-east-1:222222222222:t",
      cn: "arn:aws-cn:sns:cn-north-1:123456789012:t",
      own: "arn:aws:sns:eu-central-1:123456789012:t",
    });
  });

  it("with an asset of an empty text fail with its name", async () => {
    const { message } = await failureOf(
      evaluated(`new aws.s3.BucketObjectv2("page", { bucket: "b", source: new pulumi.asset.StringAsset("") });`),
    );
    assert.match(
      message,
      /aws:s3\/bucketObjectv2:BucketObjectv2 "page" has an asset of an empty text, which Pulumi's SDK does not support/,
    );
  });
});
