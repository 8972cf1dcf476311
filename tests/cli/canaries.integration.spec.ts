import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printed, runCommand, startCommand } from "../support/command";
import { removeProjects, temporaryProgram } from "../support/temporary-project";

/** A secret of each source, which no output, report, cache or state file may have. */
const CANARIES = {
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
    "exports.handler = async () => { console.log(JSON.stringify(process.env)); throw new Error(process.env.CONFIG + process.env.REFERENCE); };") }),
  environment: { variables: { CONFIG: secret("config"), FLAG: secret("flag"), REFERENCE: other.requireOutput("password").apply((it) => pulumi.secret(it)), NESTED: config.requireSecretObject("nested").apply((it) => it.deep) } },
});
console.log("printed", config.require("config"), config.require("flag"));
pulumi.log.warn("warned " + config.require("config"));
const api = new aws.apigatewayv2.Api("api", { name: "api", protocolType: "HTTP" });
const integration = new aws.apigatewayv2.Integration("fn", { apiId: api.id, integrationType: "AWS_PROXY", integrationUri: fn.arn, payloadFormatVersion: "2.0" });
const proxy = new aws.apigatewayv2.Integration("proxy", { apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY",
  integrationUri: "http://user:${CANARIES.password}@127.0.0.1:1/" });
const hidden = new aws.apigatewayv2.Integration("hidden", { apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY",
  integrationUri: pulumi.secret("http://${CANARIES.token}@${CANARIES.host}/") });
for (const [key, target] of [["GET /fn", integration], ["GET /proxy", proxy], ["GET /hidden", hidden]]) {
  new aws.apigatewayv2.Route(key, { apiId: api.id, routeKey: key, target: pulumi.interpolate\`integrations/\${target.id}\` });
}
new aws.apigatewayv2.Stage("s", { apiId: api.id, name: "$default", autoDeploy: true, accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:x", format: "$context.path $context.error.message $context.integrationErrorMessage" } });
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

describe("planted secrets", function () {
  this.timeout(240_000);
  let project: string;
  let cache: string;
  const values = Object.values(CANARIES);
  const literals = [CANARIES.password, CANARIES.host, CANARIES.token];
  const set = [
    ...["--set", `config=${CANARIES.config}`, "--set", `flag=${CANARIES.flag}`],
    ...["--set", `apiKey=${CANARIES.apiKey}`, "--set", `nested={"deep":"${CANARIES.nested}"}`],
    ...[
      "--stack-output",
      `organization/base/dev:password=${CANARIES.stackReference}`,
      "--env",
      `CANARY_ENVIRONMENT=${CANARIES.environment}`,
    ],
  ];

  before(() => {
    // the values are given on the command line, so that no file of the project has them
    const closed = ["config", "flag", "apiKey", "nested"].map(
      (name) => `  planted:${name}:\n    secure: v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA==`,
    );
    project = temporaryProgram({
      "Pulumi.yaml": "name: planted\nruntime: nodejs\nmain: index.js\n",
      "Pulumi.dev.yaml": `encryptionsalt: v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAA\nconfig:\n  aws:region: eu-west-1\n${closed.join("\n")}\n`,
      "index.js": PROGRAM,
    });
    cache = mkdtempSync(join(tmpdir(), "gatewright-canaries-"));
  });
  after(() => {
    removeProjects();
    rmSync(cache, { recursive: true });
  });

  function assertClean(text: string, what: string): void {
    const found = values.filter((value) => text.includes(value) || text.includes(encodeURIComponent(value)));
    assert.deepEqual(found, [], `${what}:\n${text.slice(0, 4_000)}`);
  }

  const environment = (): Record<string, string> => ({ XDG_CACHE_HOME: cache });

  for (const args of [
    ["graph"],
    ["graph", "--json"],
    ["check"],
    ["check", "--format", "json"],
    ...["text", "md", "sarif", "junit", "github"].map((format) => ["check", "--format", format]),
    ["report"],
    ["report", "--json"],
    ["choose"],
    ["choose", "--json"],
    ["usage", "--plan", "none"],
    ["key", "--name", "ann"],
    ["token", "--sub", "ann"],
    ["inbox"],
    ["doctor", "--url", "http://127.0.0.1:1/", "--no-aws"],
    ["doctor", "--url", "http://127.0.0.1:1/", "--no-aws", "--json"],
  ]) {
    it(`are in no output of ${args.join(" ")}`, async () => {
      const [name = "", ...rest] = args;
      const stack = name === "inbox" ? [] : ["--stack", "dev", ...set];
      const command = [name, project, ...stack, ...rest];
      const { stdout, stderr } = await runCommand(command, project, environment());
      assertClean(stdout + stderr, args.join(" "));
    });
  }

  it("are in no line of the server, whatever requests it gets, and in no file that it keeps", async () => {
    const server: ChildProcess = startCommand(
      ["serve", project, "--stack", "dev", "--port", "0", ...set],
      project,
      environment(),
    );
    let output = "";
    [server.stdout, server.stderr].forEach((stream) =>
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString())),
    );
    try {
      await printed(server, "Ctrl-C ends.", 60_000);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
      const headers = { authorization: `Bearer ${CANARIES.bearer}`, cookie: `session=${CANARIES.bearer}` };
      for (const path of ["/fn", "/proxy", "/hidden", "/none", "/_api/none/x", "/_api/rest/prod/k"]) {
        await fetch(`${url}${path}?access_token=${CANARIES.query}`, { headers });
      }
      const keyed = await fetch(`${url}/_api/rest/prod/k?t=${CANARIES.query}`, {
        headers: { "x-api-key": CANARIES.apiKey },
      });
      assert.equal(keyed.status, 200);
      await fetch(`${url}/none?token=${CANARIES.query}`, {
        headers: { host: "unknown.execute-api.eu-west-1.localhost" },
      });
      const failed = printed(server, "no longer", 60_000);
      writeFileSync(
        join(project, "index.js"),
        `${PROGRAM}\nthrow new Error("no longer " + config.require("config"));\n`,
      );
      await failed;
    } finally {
      const ended = new Promise((done) => server.once("close", done));
      server.kill("SIGTERM");
      await ended;
    }
    assertClean(output, "serve");
    writeFileSync(join(project, "index.js"), "");
    for (const folder of [join(project, ".gatewright"), cache]) {
      for (const file of existsSync(folder) ? filesOf(folder) : []) {
        // the cache has the program's own text, which writes three of them
        const text = literals.reduce((rest, literal) => rest.replaceAll(literal, ""), readFileSync(file, "latin1"));
        assertClean(text, file);
      }
    }
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
