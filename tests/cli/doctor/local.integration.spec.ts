import assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import { printed, runCommand, startCommand } from "../../support/command";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

/** An API whose user pool is in the same program, so that its issuer is known only once it is deployed, or made up. */
const PROGRAM = `
const { Api, Authorizer, Integration, Route, Stage } = require("@pulumi/aws/apigatewayv2");
const { UserPool, UserPoolClient } = require("@pulumi/aws/cognito");
const { Function, Permission } = require("@pulumi/aws/lambda");
const pulumi = require("@pulumi/pulumi");
const pool = new UserPool("shop", {});
const client = new UserPoolClient("shop", { userPoolId: pool.id });
const api = new Api("shop", { protocolType: "HTTP" });
const fn = new Function("shop", {
  role: "arn:aws:iam::123456789012:role/shop", runtime: "nodejs22.x", handler: "handler.get",
  code: new pulumi.asset.AssetArchive({ "handler.js": new pulumi.asset.StringAsset("exports.get = async () => 'ok';") }),
});
const integration = new Integration("shop", {
  apiId: api.id, integrationType: "AWS_PROXY", integrationUri: fn.arn, payloadFormatVersion: "2.0",
});
new Permission("shop", {
  action: "lambda:InvokeFunction", function: fn.name, principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\`,
});
const authorizer = new Authorizer("tokens", {
  apiId: api.id, authorizerType: "JWT", identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: pulumi.interpolate\`https://\${pool.endpoint}\`, audiences: [client.id] },
});
const target = pulumi.interpolate\`integrations/\${integration.id}\`;
new Route("orders", {
  apiId: api.id, routeKey: "GET /orders", target, authorizationType: "JWT", authorizerId: authorizer.id,
});
new Route("open", { apiId: api.id, routeKey: "GET /open", target });
new Stage("default", { apiId: api.id, name: "$default", autoDeploy: true });
`;

describe("gatewright doctor on the local gateway", () => {
  let directory: string;
  let server: ChildProcess;

  before(async () => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
      "package.json": '{"name":"shop","main":"index.js"}',
      "index.js": PROGRAM,
    });
    server = startCommand(["serve", directory, "--port", "0", "--no-watch", "--stand-in", "always"]);
    await printed(server, "Ctrl-C ends.");
  });

  after(() => {
    server.kill("SIGKILL");
    removeProjects();
  });

  it("looks at what is served by default, and finds nothing wrong with a healthy API", async () => {
    const { stdout, stderr, status } = await runCommand(["doctor", directory, "--path", "/open", "--no-aws"]);
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.doesNotMatch(stdout, /^ERROR/m);
    assert.match(stdout, /http:\/\/127\.0\.0\.1:\d+\/open/);
  });

  it("skips an issuer that is known only after the deployment", async () => {
    const { stdout } = await runCommand([
      ...["doctor", directory, "--stack", "dev", "--url", "http://192.0.2.1:1/open", "--timeout", "1", "--no-aws"],
    ]);
    assert.doesNotMatch(stdout, /the issuer is ""/);
  });
});
