import * as assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { printed, runCommand, startCommand } from "../../support/command";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

/** An API whose authorizer's issuer and audience come from another stack, and whose secret stays closed. */
const PROGRAM = `
const { Api, Authorizer, Integration, Route, Stage } = require("@pulumi/aws/apigatewayv2");
const pulumi = require("@pulumi/pulumi");
const base = new pulumi.StackReference("acme/base/dev");
const api = new Api("shop", { protocolType: "HTTP" });
const integration = new Integration("shop", {
  apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "GET", integrationUri: new pulumi.Config().require("backend"),
});
const authorizer = new Authorizer("tokens", {
  apiId: api.id, authorizerType: "JWT", identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: base.requireOutput("issuer"), audiences: [base.requireOutput("audience")] },
});
new Route("orders", {
  apiId: api.id, routeKey: "GET /orders", authorizationType: "JWT", authorizerId: authorizer.id,
  target: pulumi.interpolate\`integrations/\${integration.id}\`,
});
new Stage("default", { apiId: api.id, name: "$default", autoDeploy: true });
exports.key = new pulumi.Config().requireSecret("key").apply((key) => key.length);
exports.fromEnvironment = process.env.FROM_ESC;
`;

describe("local values", function () {
  let issuerServer: Server;
  let issuer: string;
  let directory: string;
  const running: ChildProcess[] = [];

  before(async () => {
    // an issuer that can be reached, as a real user pool can from a laptop that is online
    issuerServer = createServer((request, response) => {
      const document = request.url?.endsWith("/openid-configuration")
        ? { issuer, jwks_uri: `${issuer}/keys` }
        : request.url === "/keys"
          ? { keys: [] }
          : { backend: true };
      response.setHeader("content-type", "application/json").end(JSON.stringify(document));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => issuerServer.once("listening", done));
    issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
    directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": `environment: [acme/dev]
config:
  aws:region: eu-west-1
  shop:backend: ${issuer}/backend
  shop:key: { secure: AAABAExample }
  gatewright:local:
    stackReferences:
      acme/base/dev: { issuer: "${issuer}", audience: app }
    config: { "shop:key": four }
    environment: { FROM_ESC: "yes" }
`,
      "Pulumi.prod.yaml": "config: { aws:region: eu-west-1 }\n",
      "package.json": '{"name":"shop","main":"index.js"}',
      "index.js": PROGRAM,
    });
  });

  after(() => {
    running.forEach((child) => child.kill("SIGKILL"));
    issuerServer.close();
    removeProjects();
  });

  async function serve(...args: string[]): Promise<{ child: ChildProcess; output: string }> {
    const child = startCommand(["serve", directory, "--stack", "dev", "--port", "0", "--no-watch", ...args]);
    running.push(child);
    return { child, output: await printed(child, "Ctrl-C ends.") };
  }

  it("give the outputs of a referenced stack, a closed secret and ESC's variables, without a warning", async () => {
    const { stdout, stderr, status } = await runCommand(["graph", directory, "--stack", "dev", "--json"]);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
    const { outputs } = JSON.parse(stdout) as { outputs: Record<string, unknown> };
    assert.equal(outputs.fromEnvironment, "yes");
    assert.match(stdout, new RegExp(`"issuer": "${issuer}"`));
  });

  it("may be given by flags, to every command that evaluates", async () => {
    const flags = ["--stack-output", "acme/base/dev:audience=other", "--set", "key=seven", "--env", "FROM_ESC=no"];
    const { stdout } = await runCommand(["graph", directory, "--stack", "dev", "--json", ...flags]);
    assert.match(stdout, /"audiences": \[\s*"other"/);
    assert.match(stdout, /"fromEnvironment": "no"/);
    for (const command of ["report", "check", "choose", "key", "token", "usage", "doctor", "serve"]) {
      assert.match((await runCommand([command, "--help"])).stdout, /--stack-output <stack:output=value>/, command);
    }
  });

  it("are named where they are missing", async () => {
    const { stderr } = await runCommand(["graph", directory, "--stack", "prod", "--set", "backend=http://127.0.0.1:1"]);
    assert.match(stderr, /gatewright:local/);
  });

  it("print no curl line and mint no token that an issuer which can be reached would have to sign", async () => {
    const { child, output } = await serve();
    assert.doesNotMatch(output, /curl/);
    assert.match(
      output,
      /GET \/orders needs a token of http:\S+; with --stand-in always, one that is signed on this mach/,
    );
    const { status, stdout, stderr } = await runCommand(["token", directory, "--sub", "alice"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(
      stderr,
      /accepts only tokens that http:\S+ itself signed, .* start the gateway with --stand-in always/,
    );
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
  });

  it("let the local issuer stand in always: the commands speak of the stack that is served", async () => {
    const { output } = await serve("--stand-in", "always");
    const line = /curl -H "Authorization: Bearer \$\(npx gatewright token '([^']+)'\)" '([^']+)'/;
    const [, folder = "", url = ""] = line.exec(output) ?? [];
    // relative to the current folder where that is shorter
    assert.equal(resolve(folder), directory, output);
    const printedToken = await runCommand(["token", directory]);
    const answer = await fetch(url, { headers: { authorization: `Bearer ${printedToken.stdout.trim()}` } });
    assert.equal(answer.status, 200);
    const { stdout } = await runCommand(["token", directory, "--sub", "bob"]);
    const own = await fetch(url, { headers: { authorization: `Bearer ${stdout.trim()}` } });
    assert.equal(own.status, 200);
  });
});
