import assert from "node:assert/strict";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryProgram } from "./temporary-project";

/** A secret of each source, which no output, report, cache or state file may have. */
export const CANARIES = {
  config: "canary-config-7f3a91",
  flag: "canary-flag-1b2c3d",
  nested: "canary-nested-5e6f70",
  stackReference: "canary-reference-8a9b0c",
  environment: "canary-environment-2d3e4f",
  apiKey: "canary-api-key-0123456789abcdef",
  password: "canary-password-6c7d8e",
  host: "canary-host-9e8d7c.example",
  token: "canary-token-4a5b6c7d8e",
  bearer: "canary-bearer-3f4e5d",
  query: "canary-query-a1b2c3",
  awsKey: "canary-aws-key-7e8f9a",
  awsSession: "canary-aws-session-0d1e2f",
  pulumiToken: "canary-pulumi-token-3c4d5e",
  proxy: "canary-proxy-6f7a8b",
  upstream: "canary-upstream-9c0d1e",
  stageVariable: "canary-stage-variable-2f3a4b",
  requestHeader: "canary-request-header-5c6d7e",
  member: "canary-member-8f9a0b",
  cookie: "canary-cookie-1c2d3e",
} as const;

const PROGRAM = `
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const other = new pulumi.StackReference("organization/base/dev");
const secret = (name) => config.requireSecret(name);
const fn = new aws.lambda.Function("fn", {
  name: "fn", role: "arn:aws:iam::123456789012:role/r", runtime: "nodejs22.x", handler: "index.handler",
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(
    "exports.handler = async (event) => { if (event.rawPath === '/cookie') return { statusCode: 200, cookies: ['sid=' + event.headers['x-set']], body: '{}' }; console.log(JSON.stringify(process.env)); throw new Error(process.env.CONFIG + process.env.REFERENCE); };") }),
  environment: { variables: { CONFIG: secret("config"), FLAG: secret("flag"), REFERENCE: other.requireOutput("password").apply((it) => pulumi.secret(it)), NESTED: config.requireSecretObject("nested").apply((it) => it.deep) } },
});
console.log("printed", config.require("config"), config.require("flag"));
pulumi.log.warn("warned " + config.require("config"));
const api = new aws.apigatewayv2.Api("api", { name: "api", protocolType: "HTTP" });
const integration = new aws.apigatewayv2.Integration("fn", { apiId: api.id, integrationType: "AWS_PROXY", integrationUri: fn.arn, payloadFormatVersion: "2.0" });
const proxy = new aws.apigatewayv2.Integration("proxy", { apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY",
  integrationUri: "http://user:${CANARIES.password}@127.0.0.1:1/", requestParameters: { "overwrite:header.x-upstream": secret("upstream") } });
const hidden = new aws.apigatewayv2.Integration("hidden", { apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY",
  integrationUri: pulumi.secret("http://${CANARIES.token}@${CANARIES.host}/") });
for (const [key, target] of [["GET /fn", integration], ["ANY /cookie", integration], ["GET /proxy", proxy], ["GET /hidden", hidden]]) {
  new aws.apigatewayv2.Route(key, { apiId: api.id, routeKey: key, target: pulumi.interpolate\`integrations/\${target.id}\` });
}
new aws.apigatewayv2.Stage("s", { apiId: api.id, name: "$default", autoDeploy: true, stageVariables: secret("stageVariable").apply((it) => ({ it })), accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:x", format: "$context.path $context.error.message $context.integrationErrorMessage" } });
new aws.lambda.Permission("p", { action: "lambda:InvokeFunction", function: fn.name, principal: "apigateway.amazonaws.com", sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\` });
const rest = new aws.apigateway.RestApi("rest", { name: "rest", body: JSON.stringify({ openapi: "3.0.1", info: { title: "r", version: "1" }, paths: { "/k": { get: { security: [{ k: [] }], "x-amazon-apigateway-integration": { type: "mock", requestTemplates: { "application/json": '{"statusCode":200}' }, responses: { default: { statusCode: "200" } } } } } }, components: { securitySchemes: { k: { type: "apiKey", name: "x-api-key", in: "header" } } } }) });
const deployment = new aws.apigateway.Deployment("d", { restApi: rest.id });
const stage = new aws.apigateway.Stage("prod", { restApi: rest.id, deployment: deployment.id, stageName: "prod" });
const key = new aws.apigateway.ApiKey("ann", { name: "ann", value: secret("apiKey") });
const plan = new aws.apigateway.UsagePlan("plan", { name: "plan", apiStages: [{ apiId: rest.id, stage: stage.stageName }], quotaSettings: { limit: 100, period: "DAY" } });
new aws.apigateway.UsagePlanKey("link", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
exports.environment = pulumi.secret(process.env.CANARY_ENVIRONMENT);
exports.plain = secret("config");
`;

/** The secrets of the config, which are given on the command line, so that no file of the project has them. */
const CONFIG = ["config", "flag", "apiKey", "nested", "upstream", "stageVariable"] as const;

/** The arguments that give a command the secrets. */
export const PLANTED = [
  ...CONFIG.flatMap((name) => [
    "--set",
    `${name}=${name === "nested" ? `{"deep":"${CANARIES.nested}"}` : CANARIES[name]}`,
  ]),
  ...["--stack-output", `organization/base/dev:password=${CANARIES.stackReference}`],
  ...["--env", `CANARY_ENVIRONMENT=${CANARIES.environment}`],
];

/** Secrets that stand in the program's own text, which the cache has, too. */
export const WRITTEN = [CANARIES.password, CANARIES.host, CANARIES.token];

/** A project with a secret of each source, and a cache of its own. */
export interface PlantedProject {
  folder: string;
  cache: string;
  program: string;
  /** The environment of its commands, which has secrets of its own. */
  environment: Record<string, string>;
}

export function plantedProject(): PlantedProject {
  const closed = CONFIG.map((name) => `  planted:${name}:\n    secure: v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA==`);
  const folder = temporaryProgram({
    "Pulumi.yaml": "name: planted\nruntime: nodejs\nmain: index.js\n",
    "Pulumi.dev.yaml": `encryptionsalt: v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAA\nconfig:\n  aws:region: eu-west-1\n${closed.join("\n")}\n`,
    "index.js": PROGRAM,
  });
  const cache = mkdtempSync(join(tmpdir(), "gatewright-canaries-"));
  const environment = {
    XDG_CACHE_HOME: cache,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: CANARIES.awsKey,
    AWS_SESSION_TOKEN: CANARIES.awsSession,
    PULUMI_ACCESS_TOKEN: CANARIES.pulumiToken,
    HTTPS_PROXY: `http://user:${CANARIES.proxy}@127.0.0.1:1`,
  };
  return { folder, cache, program: PROGRAM, environment };
}

/** Returns the secrets that a text has, in whatever form. */
export function leaked(text: string): string[] {
  return Object.values(CANARIES).filter((value) =>
    [
      value,
      encodeURIComponent(value),
      Buffer.from(value).toString("base64").slice(0, -4),
      Buffer.from(value).toString("hex"),
    ].some((form) => text.includes(form)),
  );
}

/** @param what The place that has the text, for the message. */
export function assertClean(text: string, what: string): void {
  assert.deepEqual(leaked(text), [], `${what}:\n${text.slice(0, 4_000)}`);
}

/** Returns the files below a folder, without those of installed packages. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isFile() ? [path] : entry.isDirectory() && entry.name !== "node_modules" ? filesOf(path) : [];
  });
}
