import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../aws/partition";
import {
  ApiGatewayAccount,
  cognitoUserPools,
  ConnectionStore,
  CustomDomain,
  HttpApi,
  httpProxy,
  iam,
  type IntegrationSpec,
  lambda,
  lambdaAuthorizer,
  Monitoring,
  none,
  RestApi,
  type RestApiArgs,
  resourcePolicy,
  WebSocketApi,
} from "../../components";
import { integrationKinds } from "../../components/integrations/kinds";
import { integrationKind, integrationProblems } from "../../components/integrations/integration-kinds";
import type { ApiProtocol } from "../../components/shared/api-protocol";
import { rules } from "../../policy/rules";
import { run, type Stack } from "../policy/cases";
import { deploy, type Deployed } from "../support/deploy";

/** The examples of all kinds of integration that a kind of API supports, with ARNs of the region's partition. */
function integrations(region: string, api: ApiProtocol): IntegrationSpec[] {
  const text = JSON.stringify(Object.values(integrationKinds).map(({ role }) => role?.example ?? null));
  const placed = text.replaceAll("arn:aws:", `arn:${partitionOf(region)}:`).replaceAll("eu-west-1", region);
  return (JSON.parse(placed) as (IntegrationSpec | null)[]).filter(
    (spec): spec is IntegrationSpec => spec !== null && integrationProblems(spec, "integration", api).length === 0,
  );
}

function routes(region: string, api: ApiProtocol): Record<string, IntegrationSpec> {
  return Object.fromEntries(
    integrations(region, api).map((integration) => {
      const parameters = integrationKind(integration).pathParameters?.(integration) ?? [];
      return [`GET /${integration.kind}${parameters.map((name) => `/{${name}}`).join("")}`, integration];
    }),
  );
}

/** A program with what writes ARNs, in one region. */
function program(region: string): void {
  const target = `arn:${partitionOf(region)}:lambda:${region}:123456789012:function:orders`;
  new ApiGatewayAccount("logs");
  const http = new HttpApi("http", {
    defaultAuthorizer: lambdaAuthorizer(target),
    routes: { ...routes(region, "HTTP"), "GET /mine": { integration: lambda(target), authorizer: iam() } },
  });
  http.grantInvoke("caller", ["GET /mine"]);
  const rest = new RestApi("rest", {
    defaultAuthorizer: iam(),
    policy: resourcePolicy({ accounts: ["210987654321"] }),
    release: 2,
    canary: { percentTraffic: 10, alarms: ["rest-5xx"] },
    routes: { ...routes(region, "REST"), "GET /mine": lambda(target) },
  });
  rest.grantInvoke("caller", ["GET /mine"]);
  new Monitoring("rest", { api: rest, objectives: { availability: 99.9 } });
  const store = new ConnectionStore("connections");
  const chat = new WebSocketApi("chat", {
    authorizer: none("a test"),
    routes: { $connect: { integration: lambda(target) }, say: { integration: lambda(target) } },
  });
  store.grantReadWrite("writer");
  store.grantManageConnections("writer", chat);
  new CustomDomain("domain", {
    domainName: "api.example.com",
    hostedZoneId: "Z0123456789",
    region,
    mappings: { "": { api: http } },
  });
}

/** The findings of all rules of the pack, each with its resource. */
async function findingsOf({ graph }: Deployed<void>): Promise<string[]> {
  const stack: Stack = Object.fromEntries(
    graph.resources
      .filter(({ custom }) => custom)
      .map(({ type, name, outputs, id }, index) => [`${name}-${index}`, { type, props: { ...outputs, id } }]),
  );
  const found = await Promise.all(
    rules.map(async (rule) => (await run(rule, stack)).map(({ name }) => `${rule.name}: ${name}`)),
  );
  // names have a hash of the target, whose ARN is another one; their order depends on when values are known
  return found
    .flat()
    .map((line) => line.replace(/-[0-9a-f]{8}\b/g, "-hash").replace(/-\d+$/, ""))
    .sort();
}

describe("ARNs in a partition", () => {
  const deployed = new Map<string, Promise<Deployed<void>>>();
  const inRegion = (region: string): Promise<Deployed<void>> => {
    const known = deployed.get(region) ?? deploy(() => program(region), { region });
    deployed.set(region, known);
    return known;
  };

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  for (const region of ["cn-north-1", "us-gov-west-1"]) {
    it(`are those of ${partitionOf(region)} in everything that components declare`, async () => {
      const { resources } = await inRegion(region);
      const foreign = resources.flatMap(({ type, name, inputs }) =>
        [...JSON.stringify(inputs).matchAll(/arn:aws:[^"\\]*/g)].map(([arn]) => `${type} ${name}: ${arn}`),
      );
      assert.deepEqual(foreign, []);
      assert.ok(JSON.stringify(resources).includes(`arn:${partitionOf(region)}:apigateway:${region}:sqs:`));
    });
  }

  it("have the same findings of the pack in aws-cn as in aws", async () => {
    const here = await findingsOf(await inRegion("eu-west-1"));
    assert.ok(here.length > 0);
    assert.deepEqual(await findingsOf(await inRegion("cn-north-1")), here);
  });
});

// https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-abp.html
// https://docs.amazonaws.cn/en_us/aws/latest/userguide/api-gateway.html
describe("what a partition lacks", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  const cases: [region: string, args: Partial<RestApiArgs<string>>, message: RegExp][] = [
    ["us-gov-west-1", { endpointType: "EDGE" }, /endpointType: got "EDGE", expected a Regional API in us-gov-west-1/],
    ["cn-north-1", { endpointType: "EDGE" }, /the partition aws-cn has no edge-optimized APIs/],
    ["us-gov-east-1", { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }, /securityPolicy: .*AWS GovCloud/],
  ];
  for (const [region, args, message] of cases) {
    const make = (): RestApi => {
      pulumi.runtime.setAllConfig({ "aws:region": region });
      return new RestApi("shop", {
        defaultAuthorizer: iam(),
        routes: { "GET /a": httpProxy("https://a.example") },
        ...args,
      });
    };
    it(`is refused: ${Object.keys(args).join()} in ${region}`, async () => {
      await assert.rejects(deploy(make, { region }), message);
    });
  }

  it("is refused in a body as soon as it is known: a Cognito authorizer in China", async () => {
    const pool = "arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_a";
    const made = await deploy(
      () => {
        pulumi.runtime.setAllConfig({ "aws:region": "cn-north-1" });
        new RestApi("shop", {
          defaultAuthorizer: cognitoUserPools(pool),
          routes: { "GET /a": httpProxy("https://a.example") },
        });
      },
      { region: "cn-north-1", refuses: /got "cognito_user_pools", expected a Lambda authorizer in China/ },
    );
    assert.deepEqual(made.namesOf("apigateway/restApi:RestApi"), []);
  });

  it("is there in the commercial regions", async () => {
    pulumi.runtime.setAllConfig({ "aws:region": "eu-west-1" });
    await deploy(
      () =>
        new RestApi("shop", {
          endpointType: "EDGE",
          defaultAuthorizer: iam(),
          routes: { "GET /a": httpProxy("https://a.example") },
        }),
    );
  });
});
