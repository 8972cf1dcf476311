// One large API of the kind that the config names: routes of several depths with functions of their own, a Lambda or a JWT authorizer, models, several stages with
// settings of single routes, a usage plan or a domain.
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role } from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import { asset, Config, interpolate } from "@pulumi/pulumi";
import {
  CustomDomain,
  HttpApi,
  jwt,
  lambda,
  lambdaAuthorizer,
  none,
  RestApi,
  UsagePlan,
  WebSocketApi,
} from "gatewright";

const config = new Config();
const routeCount = config.requireNumber("routes");
const stageNames = Array.from({ length: config.requireNumber("stages") }, (_, index) => `stage${index}`);

const code = new asset.AssetArchive({
  "index.js":
    new asset.StringAsset(`exports.handler = async (event) => ({ statusCode: 200, body: event.path ?? event.rawPath });
exports.authorize = async () => ({ principalId: "bench", policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }] } });`),
});
const role = new Role("functions", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }],
  }),
});

function fn(name: string, handler = "index.handler"): Function {
  const made = new Function(name, { role: role.arn, runtime: "nodejs22.x", handler, code, timeout: 10 });
  new LogGroup(name, { name: interpolate`/aws/lambda/${made.name}`, retentionInDays: 30 });
  return made;
}

const ROUTES_PER_FUNCTION = 10;
const functions = Array.from({ length: Math.ceil(routeCount / ROUTES_PER_FUNCTION) }, (_, index) => fn(`fn${index}`));
const functionOf = (index: number): Function => functions[Math.floor(index / ROUTES_PER_FUNCTION)]!;

/** A table of four routes for each of a quarter as many resources: two without and two with a parameter. */
function tableOf<Entry>(entryOf: (index: number, key: string) => Entry): Record<string, Entry> {
  const keys = Array.from({ length: routeCount }, (_, index) => {
    const path = `/items${Math.floor(index / 4)}`;
    return [`GET ${path}`, `POST ${path}`, `GET ${path}/{id}`, `DELETE ${path}/{id}`][index % 4]!;
  });
  return Object.fromEntries(keys.map((key, index) => [key, entryOf(index, key)]));
}

const throttle = { rateLimit: 1_000_000, burstLimit: 1_000_000 };

function restApi(): void {
  const api = new RestApi("bench", {
    defaultAuthorizer: lambdaAuthorizer(fn("authorize", "index.authorize"), {
      identitySources: ["$request.header.Authorization"],
    }),
    models: Object.fromEntries(
      Array.from({ length: Math.ceil(routeCount / 40) }, (_, index) => [
        `Item${index}`,
        { type: "object", required: ["name"], properties: { name: { type: "string" } } },
      ]),
    ),
    routes: tableOf((index, key) => ({
      integration: lambda(functionOf(index)),
      apiKeyRequired: index % 4 === 3,
      ...(key.startsWith("POST") && { requestModel: `Item${Math.floor(index / 40)}` }),
    })),
    stages: Object.fromEntries(
      stageNames.map((name) => [name, { routeThrottles: { "POST /items0": { rateLimit: 10, burstLimit: 20 } } }]),
    ),
    throttle,
  });
  new UsagePlan("bench", {
    stages: stageNames.map((stage) => ({ api, stage })),
    throttle,
    keys: { bench: { value: "bench-key-0123456789" } },
  });
}

function httpApi(): void {
  const api = new HttpApi("bench", {
    defaultAuthorizer: jwt({ issuer: "https://issuer.example.com", audience: ["bench"] }),
    routes: tableOf((index) => ({
      integration: lambda(functionOf(index)),
      ...(index % 2 === 0 && { authorizer: none("what is read is public") }),
    })),
    stages: Object.fromEntries(
      stageNames.map((name) => [
        name,
        {
          stageVariables: { name },
          routeThrottles: Object.fromEntries(Object.keys(tableOf(() => 0)).map((key) => [key, throttle])),
        },
      ]),
    ),
    throttle,
  });
  new CustomDomain("bench", {
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    mappings: Object.fromEntries(stageNames.map((stage) => [stage, { api, stage }])),
  });
}

function webSocketApi(): void {
  new WebSocketApi("bench", {
    authorizer: none("the load has no tokens"),
    routes: Object.fromEntries(
      Array.from({ length: routeCount }, (_, index) => [
        `action${index}`,
        { integration: lambda(functionOf(index)), response: true },
      ]),
    ),
    stages: Object.fromEntries(stageNames.map((name) => [name, { stageVariables: { name } }])),
    throttle,
  });
}

const kinds: Record<string, () => void> = { rest: restApi, http: httpApi, websocket: webSocketApi };
kinds[config.require("kind")]?.();
