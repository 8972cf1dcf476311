import assert from "node:assert/strict";
import * as fc from "fast-check";
import { generate } from "selfsigned";
import {
  ApiGatewayAccount,
  ApiGroup,
  ApiKey,
  Authorizer,
  cognitoUserPools,
  ConnectionStore,
  CustomDomain,
  Ec2Backend,
  EcsBackend,
  FunctionAlias,
  HttpApi,
  iam,
  Integration,
  jwt,
  lambda,
  lambdaAuthorizer,
  MultiRegionDomain,
  NetworkLoadBalancerLink,
  none,
  RestApi,
  sqs,
  UsagePlan,
  UsagePlans,
  VpcLink,
  WebSocketApi,
} from "../../components";
import { type Deployed, deploy } from "../support/deploy";

/** Names of each kind that components have met, beside those that are generated. */
const MET = [
  ...["Orders API", "order_service", "Bestellungen für Kunden", "chat:rooms", "Acme Inc. (EU)", "a/b", "a.b", "a-b"],
  ...[
    "a b",
    "a_b",
    "-a",
    "a-",
    "internal-a",
    "sg-a",
    "xn--a",
    "A",
    "a",
    "1",
    "\u{1F389}",
    "\u{1F389}\u{1F38A}",
    "日本語",
  ],
  ...[
    "n".repeat(25),
    "n".repeat(60),
    `${"n".repeat(60)}b`,
    "N".repeat(60),
    "n".repeat(100),
    "%7e",
    "$default",
    "'\"\\",
    "__proto__",
  ],
];
/** Short names collide, long ones are cut: the lengths between are met by chance. */
const name = fc.oneof(
  fc.constantFrom(...MET),
  fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }).filter(({ length }) => length <= 100),
  fc.string({ minLength: 1, maxLength: 100, unit: "grapheme-ascii" }),
  fc.stringMatching(/^[a-zA-Z][\w.-]{1,99}$/).filter(({ length }) => length <= 100),
);
/** https://www.pulumi.com/docs/iac/concepts/stacks/ */
const stackName = fc.stringMatching(/^[A-Za-z0-9_.-]{1,100}$/).filter(({ length }) => length <= 100);
const NAMES_A_RUN = 12;
const RUNS = 12;

const arn = (of: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${of}`;
const queue = "arn:aws:sqs:eu-west-1:123456789012:incoming";
const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
const issuer = "https://login.example.com";
const network = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const web = { securityGroupId: "sg-1", port: 8080 };
const api = { id: "abc", executionArn: "arn:aws:execute-api:eu-west-1:123456789012:abc", apiEndpoint: "https://a" };
let pem = "";

/** Makes each component under a name, with parts that have the name too. */
const COMPONENTS: Record<string, (own: string, index: number) => unknown> = {
  HttpApi: (own) =>
    new HttpApi(own, {
      defaultAuthorizer: jwt({ issuer, audience: "shop", name: own }),
      routes: {
        "GET /a": lambda(arn("orders"), { name: own }),
        "GET /b": {
          integration: lambda(arn("other")),
          authorizer: lambdaAuthorizer(arn("check"), { name: `${own}.` }),
        },
        "GET /c": { integration: lambda(arn("third")), authorizer: iam() },
        "POST /q": sqs(queue, { name: `${own}-` }),
      },
    }).grantInvoke(own.replaceAll("/", "") || "role"),
  RestApi: (own) =>
    new RestApi(own, {
      defaultAuthorizer: cognitoUserPools(pool, { name: own }),
      release: 2,
      stages: { live: { canary: { percentTraffic: 5, alarms: ["errors"] } }, [`s${own.length}`]: {} },
      routes: {
        "GET /a": lambda(arn("orders"), { name: own }),
        "GET /b": {
          integration: lambda(arn("other")),
          authorizer: lambdaAuthorizer(arn("check"), { name: `${own}.` }),
        },
        "POST /q": { integration: sqs(queue), throttle: { rateLimit: 1, burstLimit: 1 } },
      },
    }),
  WebSocketApi: (own) =>
    new WebSocketApi(own, {
      authorizer: lambdaAuthorizer(arn("check"), { name: own, identitySources: ["route.request.header.auth"] }),
      routes: {
        $connect: { integration: lambda(arn("connect")) },
        say: { integration: lambda(arn("say")), response: true },
      },
    }).grantManageConnections("role"),
  ApiGroup: (own, index) =>
    new ApiGroup(own, {
      settings: { defaultAuthorizer: none("a test") },
      basePaths: ["orders/v1.2"],
      domain: { domainName: `d${index}.example.com`, region: "eu-west-1" },
      routes: {
        "GET /orders/v1.2/a": { integration: lambda(arn("a")) },
        "GET /orders/b": { integration: sqs(queue) },
      },
    }),
  Integration: (own) => new Integration(own, { api, integration: sqs(queue) }),
  Authorizer: (own) => new Authorizer(own, { api, authorizer: lambdaAuthorizer(arn("check")) }),
  ConnectionStore: (own) => new ConnectionStore(own, { indexBy: "userId" }).grantReadWrite("role"),
  VpcLink: (own) => new VpcLink(own, { ...network, targets: { [own]: web, "a b": web, "a-b": web } }),
  EcsBackend: (own, index) => {
    const vpcLink = new VpcLink(`link-${index}`, network);
    return new EcsBackend(own, { ...network, vpcLink, port: 80 });
  },
  "EcsBackend in Cloud Map": (own, index) => {
    const vpcLink = new VpcLink(`link-${index}`, network);
    return new EcsBackend(own, { ...network, vpcLink, port: 80, namespaceId: "ns-1" });
  },
  Ec2Backend: (own, index) => {
    const vpcLink = new VpcLink(`link-${index}`, network);
    return new Ec2Backend(own, { ...network, vpcLink, port: 80, instanceIds: { [own]: "i-1", other: "i-2" } });
  },
  NetworkLoadBalancerLink: (own) =>
    new NetworkLoadBalancerLink(own, {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/50dc6c495c0c9188",
    }),
  ApiKey: (own) => new ApiKey(own, { secret: true, rotation: 1 }),
  UsagePlan: (own) => new UsagePlan(own, { stages: [{ api, stage: "live" }], keys: { [own]: {}, b: {} } }),
  UsagePlans: (own) =>
    new UsagePlans(own, {
      stages: [{ api, stage: "live" }],
      plans: { [own]: {}, other: {} },
      consumers: { [own]: { plan: "other", secret: true } },
    }),
  CustomDomain: (own, index) =>
    new CustomDomain(own, {
      domainName: `d${index}.example.com`,
      hostedZoneId: "Z1",
      region: "eu-west-1",
      mutualTls: { pem },
      mappings: { "": { api, stage: "live" }, v1: { api, stage: "live" } },
      routingRules: { [own]: { priority: 1, api, stage: "live" } },
    }),
  MultiRegionDomain: (own, index) =>
    new MultiRegionDomain(own, {
      domainName: `d${index}.example.com`,
      hostedZoneId: "Z1",
      healthCheck: { path: "/health" },
      regions: Object.fromEntries(
        ["eu-west-1", "us-east-1"].map((region) => [region, { api: { id: "abc" }, stage: "live" }]),
      ),
    }),
  FunctionAlias: (own) =>
    new FunctionAlias(own, { functionName: "orders", alias: "live", version: "1", provisionedConcurrency: 1 }),
  ApiGatewayAccount: (own) => new ApiGatewayAccount(own),
};

/** The inputs whose value is a name in AWS that no two things of a type may have. */
const EXPLICIT: Record<string, string> = { "aws:cloudwatch/logGroup:LogGroup": "name" };

/** Returns what two resources of a program share that one alone may have. */
function sharedNames({ resources }: Deployed<unknown>): string[] {
  const all = resources.flatMap(({ type, name: logicalName, inputs }) => [
    `${type} ${logicalName}`,
    ...(EXPLICIT[type] === undefined ? [] : [`${type}.${EXPLICIT[type]} ${String(inputs[EXPLICIT[type]])}`]),
  ]);
  return all.filter((text, index) => all.indexOf(text) !== index);
}

describe("whatever a component is called,", () => {
  before(async () => {
    pem = (await generate([{ name: "commonName", value: "authority" }], { keySize: 2048 })).cert;
  });

  for (const [component, make] of Object.entries(COMPONENTS)) {
    it(`AWS accepts what ${component} declares, and no two share a name`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(name, { minLength: NAMES_A_RUN, maxLength: NAMES_A_RUN }),
          stackName,
          stackName,
          async (names, stack, project) => {
            const deployed = await deploy(() => names.map(make), { stack, project });
            assert.deepEqual(sharedNames(deployed), []);
          },
        ),
        { numRuns: RUNS },
      );
    });
  }
});
