import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  ApiGatewayAccount,
  ApiKey,
  cognitoUserPools,
  cognitoJwt,
  ConnectionStore,
  CustomDomain,
  FunctionAlias,
  HttpApi,
  iam,
  jwt,
  lambda,
  lambdaAuthorizer,
  loadBalancer,
  Monitoring,
  NetworkLoadBalancerLink,
  none,
  RestApi,
  UsagePlans,
  VpcLink,
  WebSocketApi,
} from "../../components";
import { integrationKind, integrationProblems } from "../../components/integrations/integration-kinds";
import { integrationKinds } from "../../components/integrations/kinds";
import { collectingRefusals } from "../support/background-refusals";

/** The mocks of Pulumi's own guide to unit tests: what AWS computes is missing. https://www.pulumi.com/docs/iac/guides/testing/unit/ */
const MOCKS: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
  call: ({ inputs }) => inputs as object,
};

/** Runs a program against the mocks, and fails as a test runner does where anything is refused in the background. */
async function onMocks(program: () => Record<string, pulumi.Input<unknown>>): Promise<string[]> {
  const { value, refused } = await collectingRefusals(async () => {
    await pulumi.runtime.setMocks(MOCKS, "shop", "dev", false);
    const outputs = program();
    const resolved: string[] = [];
    for (const [name, output] of Object.entries(outputs)) {
      void (pulumi.output(output) as pulumi.Output<unknown>).apply(() => resolved.push(name));
    }
    await pulumi.runtime.disconnect();
    return resolved.sort();
  });
  assert.deepEqual(refused, []);
  return value;
}

function orders(): aws.lambda.Function {
  const role = new aws.iam.Role("orders", { assumeRolePolicy: "{}" });
  const code = new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset("export const handler = 1;"),
  });
  return new aws.lambda.Function("orders", { role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code });
}

const programs: Record<string, () => Record<string, pulumi.Input<unknown>>> = {
  "an HTTP API with functions, authorizers, stages, a domain and monitoring": () => {
    const fn = orders();
    const pool = new aws.cognito.UserPool("people");
    const client = new aws.cognito.UserPoolClient("web", { userPoolId: pool.id });
    const alias = new FunctionAlias("live", { functionName: fn.name, alias: "live", version: fn.version });
    const api = new HttpApi("shop", {
      defaultAuthorizer: cognitoJwt(pool, client),
      routes: {
        "GET /orders": lambda(fn),
        "POST /orders/{id}": { integration: lambda(alias), authorizer: lambdaAuthorizer(fn) },
        "GET /mine": { integration: lambda(fn), authorizer: iam() },
        "GET /other": {
          integration: lambda(fn.arn),
          authorizer: jwt({ issuer: pulumi.interpolate`https://${pool.endpoint}`, audience: [client.id] }),
        },
      },
      stages: { live: {}, beta: {} },
    });
    const domain = new CustomDomain("shop", {
      domainName: "api.example.com",
      hostedZoneId: "Z0123456789",
      mappings: { "": { api } },
    });
    new Monitoring("shop", { api, objectives: { availability: 99.9 }, functions: { orders: fn } });
    api.grantInvoke("caller", ["GET /mine"]);
    return { url: api.url, orders: api.urlFor("GET /orders"), domain: domain.url };
  },
  "a REST API with plans, keys, an authorizer and account settings": () => {
    const fn = orders();
    const pool = new aws.cognito.UserPool("people");
    const account = new ApiGatewayAccount("logs");
    const api = new RestApi("shop", {
      account,
      defaultAuthorizer: cognitoUserPools([pool]),
      routes: {
        "GET /orders": lambda(fn),
        "POST /orders": { integration: lambda(fn), authorizer: lambdaAuthorizer(fn) },
        "GET /open": { integration: lambda(fn), authorizer: none("open"), apiKeyRequired: true },
      },
    });
    const key = new ApiKey("partner");
    const plans = new UsagePlans("shop", {
      stages: [{ api }],
      plans: { free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 100, period: "DAY" } } },
      consumers: { partner: { plan: "free" } },
    });
    new Monitoring("shop", { api, objectives: { availability: 99.9 } });
    return { url: api.url, key: key.value, plans: plans.usagePlanIds };
  },
  "a WebSocket API with connections": () => {
    const fn = orders();
    const connections = new ConnectionStore("people", { indexBy: "room" });
    const api = new WebSocketApi("chat", {
      authorizer: lambdaAuthorizer(fn, { identitySources: ["route.request.querystring.name"] }),
      connections,
      routes: { $connect: lambda(fn), $default: { integration: lambda(fn), response: true }, say: lambda(fn) },
    });
    const role = new aws.iam.Role("role", { assumeRolePolicy: "{}" });
    connections.grantReadWrite(role);
    api.grantManageConnections(role);
    return { url: api.url, table: connections.environment };
  },
};

/** Every kind of integration that works without a private network, with the resource that it calls. */
for (const [kind, { role }] of Object.entries(integrationKinds)) {
  const spec = role?.example;
  if (spec !== undefined) {
    const targets: Record<string, (name: string) => { arn: pulumi.Output<string> }> = {
      sqs: (name) => new aws.sqs.Queue(name),
      sns: (name) => new aws.sns.Topic(name),
    };
    programs[`an integration with ${kind}`] = () => {
      const target = targets[kind]?.(kind) ?? new aws.sqs.Queue(kind);
      const deferred = "targetArn" in spec ? { ...spec, targetArn: target.arn } : spec;
      const path = (integrationKind(spec).pathParameters?.(spec) ?? []).map((name) => `/{${name}}`).join("");
      return Object.fromEntries(
        [HttpApi, RestApi].flatMap((Api) => {
          const protocol = Api === HttpApi ? "HTTP" : "REST";
          return integrationProblems(spec, "integration", protocol).length > 0
            ? []
            : [
                [
                  protocol,
                  new Api(kind, { defaultAuthorizer: iam(), routes: { [`POST /here${path}`]: deferred } }).url,
                ],
              ];
        }),
      );
    };
  }
}

programs["private backends"] = () => {
  const group = new aws.ec2.SecurityGroup("link");
  const subnet = new aws.ec2.Subnet("a", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" });
  const link = new VpcLink("private", { vpcId: "vpc-1", subnetIds: [subnet.id], securityGroupId: group.id });
  const balancer = new aws.lb.LoadBalancer("inside", { internal: true, subnets: [subnet.id] });
  const listener = new aws.lb.Listener("http", { loadBalancerArn: balancer.arn, port: 80, defaultActions: [] });
  const api = new HttpApi("private", {
    defaultAuthorizer: iam(),
    routes: { "GET /orders": loadBalancer(listener, { vpcLink: link }) },
  });
  const rest = new NetworkLoadBalancerLink("rest", { loadBalancerArn: balancer.arn });
  return { url: api.url, link: link.vpcLinkId, rest: rest.vpcLinkId };
};

describe("a unit test with Pulumi's own mocks, which return the inputs alone", () => {
  for (const [what, program] of Object.entries(programs)) {
    it(`ends, and resolves every output, of ${what}`, async () => {
      const expected: string[] = [];
      const resolved = await onMocks(() => {
        const outputs = program();
        expected.push(...Object.keys(outputs).sort());
        return outputs;
      });
      assert.deepEqual(resolved, expected);
    });
  }
});
