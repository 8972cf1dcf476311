import type { ChildProcess } from "node:child_process";
import { printed, startCommand } from "../support/command";
import { temporaryProgram } from "../support/temporary-project";

/** A program with a function, a JWT authorizer and a quota, whose states `serve` keeps. */
export const PROGRAM = `
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const fn = new aws.lambda.Function("fn", { role: "arn:aws:iam::123456789012:role/r", runtime: "nodejs22.x", handler: "index.handler",
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200, body: 'fine' });") }) });
const api = new aws.apigatewayv2.Api("api", { protocolType: "HTTP" });
const integration = new aws.apigatewayv2.Integration("fn", { apiId: api.id, integrationType: "AWS_PROXY", integrationUri: fn.arn, payloadFormatVersion: "2.0" });
const jwt = new aws.apigatewayv2.Authorizer("jwt", { apiId: api.id, authorizerType: "JWT", identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://issuer.invalid/", audiences: ["a"] } });
const target = pulumi.interpolate\`integrations/\${integration.id}\`;
new aws.apigatewayv2.Route("open", { apiId: api.id, routeKey: "GET /", target });
new aws.apigatewayv2.Route("closed", { apiId: api.id, routeKey: "GET /closed", target, authorizationType: "JWT", authorizerId: jwt.id });
new aws.apigatewayv2.Stage("stage", { apiId: api.id, name: "$default", autoDeploy: true });
new aws.lambda.Permission("may", { action: "lambda:InvokeFunction", function: fn.name, principal: "apigateway.amazonaws.com", sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\` });
const rest = new aws.apigateway.RestApi("rest", { body: JSON.stringify({ openapi: "3.0.1", info: { title: "r", version: "1" }, paths: { "/keyed": { get: { security: [{ k: [] }],
  "x-amazon-apigateway-integration": { type: "mock", requestTemplates: { "application/json": '{"statusCode":200}' }, responses: { default: { statusCode: "200" } } } } } },
  components: { securitySchemes: { k: { type: "apiKey", name: "x-api-key", in: "header" } } } }) });
const deployment = new aws.apigateway.Deployment("d", { restApi: rest.id });
const stage = new aws.apigateway.Stage("prod", { restApi: rest.id, deployment: deployment.id, stageName: "prod" });
const key = new aws.apigateway.ApiKey("ann", { value: "a-key-of-twenty-characters" });
const plan = new aws.apigateway.UsagePlan("plan", { name: "plan", apiStages: [{ apiId: rest.id, stage: stage.stageName }], quotaSettings: { limit: 100000, period: "MONTH" } });
new aws.apigateway.UsagePlanKey("link", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
`;
export const KEYED = "/_api/rest/prod/keyed";
export const KEY = { "x-api-key": "a-key-of-twenty-characters" };

/** Returns the folder of a new project with the program. */
export function project(): string {
  return temporaryProgram({
    "Pulumi.yaml": "name: hard\nruntime: nodejs\nmain: index.js\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
    "index.js": PROGRAM,
  });
}

const started: ChildProcess[] = [];

/** Ends the servers that a failed test left. */
export function endServers(): void {
  started.splice(0).forEach((process) => process.kill("SIGKILL"));
}

/**
 * Calls back after so many seconds in which this process ran. An interval comes once for all that it missed, so that a client which
 * was stopped beside its server, as by a measurement of the machine, does not give an answer up that is on its way.
 */
function afterSecondsOfRunning(seconds: number, call: () => void): NodeJS.Timeout {
  let left = seconds;
  return setInterval(() => --left === 0 && call(), 1_000);
}

/** `gatewright serve` in a process of its own. */
export class Server {
  output = "";
  url = "";
  /** The reasons for which requests got no answer. */
  readonly failures: string[] = [];
  readonly ended: Promise<number | null>;

  private constructor(readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => process.once("close", resolve));
    started.push(process);
  }

  static launch(folder: string, args: string[] = [], environment: Record<string, string> = {}): Server {
    const command = ["serve", folder, "--stack", "dev", "--port", "0", ...args];
    return new Server(startCommand(command, folder, environment));
  }

  /** Resolves once it answers. */
  static async start(folder: string, args?: string[], environment?: Record<string, string>): Promise<Server> {
    const server = Server.launch(folder, args, environment);
    await server.ready();
    return server;
  }

  async ready(): Promise<void> {
    await printed(this.process, "Ctrl-C ends.", 60_000);
    this.url = /http:\/\/127\.0\.0\.1:\d+/.exec(this.output)?.[0] ?? "";
  }

  /** Returns the status of a request, 0 where it has no answer. */
  async get(path = "/", headers: Record<string, string> = {}): Promise<number> {
    const patience = new AbortController();
    const timer = afterSecondsOfRunning(30, () => patience.abort());
    try {
      const response = await fetch(this.url + path, { headers, signal: patience.signal });
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      this.failures.push(`${new Date().toISOString()} ${path}: ${String(error)}, ${String((error as Error).cause)}`);
      return 0;
    } finally {
      clearInterval(timer);
    }
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.process.kill(signal);
    return this.ended;
  }
}
