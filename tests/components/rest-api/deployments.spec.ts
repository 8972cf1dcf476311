import assert from "node:assert/strict";
import {
  cognitoUserPools,
  lambda,
  lambdaAuthorizer,
  mock,
  none,
  resourcePolicy,
  RestApi,
  type RestApiArgs,
} from "../../../components";
import { fingerprint } from "../../../components/rest-api/fingerprint";
import { deploy, type Deployed } from "../../support/deploy";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const OTHER = "arn:aws:lambda:eu-west-1:123456789012:function:other";
const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
const target = lambda(FUNCTION);
const routes = { "GET /a": target, "GET /m": mock({ responses: [{ statusCode: "200" }] }) };

type Args = Partial<RestApiArgs<string>>;

function shop(args: Args): Promise<Deployed<RestApi>> {
  return deploy(() => new RestApi("shop", { defaultAuthorizer: none("a test"), routes, ...args }));
}

async function definition(args: Args): Promise<string> {
  const { inputsOf } = await shop(args);
  return (inputsOf("apigateway/deployment:Deployment").triggers as { definition: string }).definition;
}

describe("the deployment of a RestApi", () => {
  const changes: Record<string, Args> = {
    "a route": { routes: { ...routes, "GET /b": target } },
    "an integration": { routes: { ...routes, "GET /a": lambda(OTHER) } },
    "a timeout": { routes: { ...routes, "GET /a": lambda(FUNCTION, { timeoutMilliseconds: 1000 }) } },
    "an integration response": { routes: { ...routes, "GET /m": mock({ responses: [{ statusCode: "201" }] }) } },
    "a request template": {
      routes: { ...routes, "GET /m": mock({ requestTemplates: { "application/json": '{"statusCode": 500}' } }) },
    },
    "an authorizer": { defaultAuthorizer: lambdaAuthorizer(FUNCTION) },
    "scopes of a user pool": { defaultAuthorizer: cognitoUserPools(POOL, { scopes: ["a"] }) },
    "an API key": { apiKeyRequired: true },
    "a model": { models: { Order: { type: "object" } } },
    "a required header": { routes: { ...routes, "GET /a": { integration: target, requiredHeaders: ["X-A"] } } },
    "a cache key": { routes: { ...routes, "GET /a": { integration: target, cache: { keyParameters: ["header.A"] } } } },
    "a gateway response": { gatewayResponses: { THROTTLED: { statusCode: "420" } } },
    CORS: { cors: { allowOrigins: ["https://a.example"] } },
    "the resource policy": { policy: resourcePolicy({ ipRanges: ["10.0.0.0/8"] }) },
    "binary media types": { binaryMediaTypes: ["image/png"] },
    compression: { minimumCompressionSize: 0 },
    "the API key source": { apiKeySource: "AUTHORIZER" },
    "response streaming": { streaming: true },
    "the execute-api endpoint": { disableExecuteApiEndpoint: true },
    "the security policy": { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" },
    "VPC endpoints": { endpointType: "PRIVATE", vpcEndpointIds: ["vpce-1"] },
    "stage variables": { stageVariables: { table: "orders" } },
  };
  let original: string;

  before(async () => {
    original = await definition({});
  });

  for (const [what, args] of Object.entries(changes)) {
    it(`is made anew for a change of ${what}`, async () => {
      assert.notEqual(await definition(args), original);
    });
  }

  const others: Record<string, Args> = {
    tags: { tags: { team: "shop" } },
    "log retention": { accessLog: { retentionInDays: 7 } },
    "the access log's format": { accessLog: { format: "$context.requestId" } },
    "the execution log's level": { loggingLevel: "INFO" },
    throttles: { throttle: { rateLimit: 1, burstLimit: 1 } },
    "a route's throttle": { routes: { ...routes, "GET /a": { integration: target, throttle: { rateLimit: 1 } } } },
    metrics: { detailedMetrics: true },
    tracing: { tracing: true },
    "the cache cluster": { cacheSize: "0.5" },
    "the web ACL": { webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b" },
    "the client certificate": { clientCertificate: true },
    "the API's name and description": { name: "other", description: "text" },
    "the order of the routes": { routes: { "GET /m": routes["GET /m"], "GET /a": target } },
  };
  for (const [what, args] of Object.entries(others)) {
    it(`stays for a change of ${what}`, async () => {
      assert.equal(await definition(args), original);
    });
  }

  it("does not look at a document's prose, but at a schema that says description", () => {
    const document = (summary: string, schema: object): Record<string, unknown> => ({
      info: { title: summary },
      tags: [{ name: summary }],
      paths: { "/a": { description: summary, get: { summary, description: summary, tags: [summary] } } },
      components: { schemas: { A: schema } },
    });
    const one = fingerprint(document("one", {}), {});
    assert.equal(fingerprint(document("two", {}), {}), one);
    assert.notEqual(fingerprint(document("one", { properties: { description: {} } }), {}), one);
  });
});

describe("the releases of a RestApi", () => {
  it("have a deployment each, of which the stage is on the newest", async () => {
    const { namesOf, inputsOf } = await shop({ release: 5 });
    assert.deepEqual(namesOf("apigateway/deployment:Deployment"), [
      "shop-deployment-3",
      "shop-deployment-4",
      "shop-deployment-5",
    ]);
    assert.equal(inputsOf("apigateway/stage:Stage").deployment, "shop-deployment-5-id");
  });

  it("roll back by one field, without another deployment", async () => {
    const { namesOf, inputsOf } = await shop({ release: 5, rollbackTo: 4 });
    assert.equal(namesOf("apigateway/deployment:Deployment").length, 3);
    assert.equal(inputsOf("apigateway/stage:Stage").deployment, "shop-deployment-4-id");
  });

  it("keep their names, however many are kept", async () => {
    const names = async (keepReleases: number): Promise<string[]> =>
      (await shop({ release: 4, keepReleases })).namesOf("apigateway/deployment:Deployment");
    assert.deepEqual(await names(2), ["shop-deployment-3", "shop-deployment-4"]);
    assert.deepEqual(await names(3), ["shop-deployment-2", "shop-deployment-3", "shop-deployment-4"]);
  });

  it("leave most of the traffic on the release before, beside a canary that its alarm stops", async () => {
    const { inputsOf, namesOf } = await shop({ release: 2, canary: { percentTraffic: 10, alarms: ["shop-5xx"] } });
    const { deployment, canarySettings } = inputsOf("apigateway/stage:Stage");
    assert.equal(deployment, "shop-deployment-1-id");
    assert.deepEqual(canarySettings, {
      deploymentId: "shop-deployment-2-id",
      percentTraffic: 10,
      useStageCache: false,
    });
    assert.deepEqual(JSON.parse(inputsOf("cloudwatch/eventRule:EventRule").eventPattern as string), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change"],
      detail: { alarmName: ["shop-5xx"], state: { value: ["ALARM"] } },
    });
    const definition = JSON.parse(inputsOf("sfn/stateMachine:StateMachine").definition as string) as {
      States: { StopCanary: { Parameters: unknown } };
    };
    assert.deepEqual(definition.States.StopCanary.Parameters, {
      RestApiId: "shop-id",
      StageName: "live",
      PatchOperations: [{ Op: "replace", Path: "/canarySettings/percentTraffic", Value: "0.0" }],
    });
    assert.deepEqual(namesOf("cloudwatch/eventTarget:EventTarget"), ["shop-live-canary-stop"]);
  });

  it("are refused where there is nothing to go back to", () => {
    const make = (args: Args): RestApi => new RestApi("shop", { defaultAuthorizer: none("a test"), routes, ...args });
    assert.throws(() => make({ release: 5, rollbackTo: 2 }), /expected a release that is kept: 3, 4, 5/);
    assert.throws(() => make({ canary: { percentTraffic: 10 } }), /a canary stands beside the release before it/);
  });
});
