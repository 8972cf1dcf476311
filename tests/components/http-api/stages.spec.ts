import assert from "node:assert/strict";
import { HttpApi, lambda, none, type HttpApiArgs } from "../../../components";
import { deploy, type Deployed, valueOf } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

function shop(
  args: Omit<HttpApiArgs<string>, "routes">,
  routes: HttpApiArgs<string>["routes"] = { "GET /a": target },
): Promise<Deployed<HttpApi>> {
  return deploy(() => new HttpApi("shop", { defaultAuthorizer: none("a test"), routes, ...args }));
}

describe("the stages of an HttpApi", () => {
  it("are one $default stage that deploys by itself, throttles and logs", async () => {
    const { inputsOf, value } = await shop({});
    const { accessLogSettings, ...stage } = inputsOf("apigatewayv2/stage:Stage");
    assert.deepEqual(stage, {
      apiId: "shop-id",
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 1000, throttlingBurstLimit: 500, detailedMetricsEnabled: false },
    });
    const { destinationArn, format } = accessLogSettings as { destinationArn: string; format: string };
    assert.equal(destinationArn, "arn:aws:logs:eu-west-1:123456789012:log-group:shop-default-access-logs");
    assert.equal((JSON.parse(format) as Record<string, string>).requestId, "$context.requestId");
    assert.deepEqual(inputsOf("cloudwatch/logGroup:LogGroup"), {
      name: "/aws/vendedlogs/apis/shop/dev/shop/default",
      retentionInDays: 30,
    });
    assert.equal(await valueOf(value.url), "https://shop-id.execute-api.eu-west-1.amazonaws.com");
  });

  it("have their name in the URL where it is not $default", async () => {
    const { value, namesOf } = await shop({ stage: "production" });
    assert.equal(await valueOf(value.url), "https://shop-id.execute-api.eu-west-1.amazonaws.com/production");
    assert.deepEqual(namesOf("apigatewayv2/stage:Stage"), ["shop-production-stage"]);
  });

  it("write both limits of a route that names one, the other being the stage's", async () => {
    const routes = { "GET /a": target, "POST /a": { integration: target, throttle: { rateLimit: 5 } } };
    const { inputsOf } = await shop({ throttle: { burstLimit: 20 } }, routes);
    const { defaultRouteSettings, routeSettings } = inputsOf("apigatewayv2/stage:Stage");
    assert.deepEqual(defaultRouteSettings, {
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 20,
      detailedMetricsEnabled: false,
    });
    assert.deepEqual(routeSettings, [
      { routeKey: "POST /a", throttlingRateLimit: 5, throttlingBurstLimit: 20, detailedMetricsEnabled: false },
    ]);
  });

  it("keep the stage's metrics on a route that has a throttle alone", async () => {
    const routes = { "GET /a": { integration: target, throttle: { burstLimit: 1 } } };
    const { inputsOf } = await shop({ detailedMetrics: true }, routes);
    assert.deepEqual(inputsOf("apigatewayv2/stage:Stage").routeSettings, [
      { routeKey: "GET /a", throttlingRateLimit: 1000, throttlingBurstLimit: 1, detailedMetricsEnabled: true },
    ]);
  });

  it("are several by name, each with what it says and otherwise the API's", async () => {
    const { inputsOf, value } = await shop({
      accessLog: { retentionInDays: 7 },
      throttle: { rateLimit: 10, burstLimit: 10 },
      stageVariables: { table: "orders" },
      stages: {
        live: { throttle: { rateLimit: 99 }, accessLog: { retentionInDays: 365 } },
        test: { accessLog: { enabled: false }, routeThrottles: { "GET /a": { burstLimit: 1 } } },
      },
    });
    const live = inputsOf("apigatewayv2/stage:Stage", "shop-live-stage");
    const test = inputsOf("apigatewayv2/stage:Stage", "shop-test-stage");
    assert.deepEqual(live.defaultRouteSettings, {
      throttlingRateLimit: 99,
      throttlingBurstLimit: 10,
      detailedMetricsEnabled: false,
    });
    assert.deepEqual(live.stageVariables, { table: "orders" });
    assert.equal(inputsOf("cloudwatch/logGroup:LogGroup", "shop-live-access-logs").retentionInDays, 365);
    assert.equal(test.accessLogSettings, undefined);
    assert.deepEqual(test.routeSettings, [
      { routeKey: "GET /a", throttlingRateLimit: 10, throttlingBurstLimit: 1, detailedMetricsEnabled: false },
    ]);
    assert.deepEqual(await valueOf(value.stages), {
      live: {
        url: "https://shop-id.execute-api.eu-west-1.amazonaws.com/live",
        arn: "arn:aws:apigateway:eu-west-1::/apis/id/stages/shop-live-stage",
        accessLogGroupName: "/aws/vendedlogs/apis/shop/dev/shop/live",
      },
      test: {
        url: "https://shop-id.execute-api.eu-west-1.amazonaws.com/test",
        arn: "arn:aws:apigateway:eu-west-1::/apis/id/stages/shop-test-stage",
      },
    });
  });

  it("log to a group of one's own without making one", async () => {
    const destinationArn = "arn:aws:logs:eu-west-1:123456789012:log-group:mine";
    const { inputsOf, namesOf } = await shop({ accessLog: { destinationArn, format: "$context.requestId" } });
    assert.deepEqual(namesOf("cloudwatch/logGroup:LogGroup"), []);
    assert.deepEqual(inputsOf("apigatewayv2/stage:Stage").accessLogSettings, {
      destinationArn,
      format: "$context.requestId",
    });
  });

  it("carry the API's tags, and so do the API and the log", async () => {
    const tags = { team: "shop" };
    const { inputsOf } = await shop({ tags });
    for (const type of ["apigatewayv2/api:Api", "apigatewayv2/stage:Stage", "cloudwatch/logGroup:LogGroup"]) {
      assert.deepEqual(inputsOf(type).tags, tags, type);
    }
  });

  it("are refused where stage and stages are both there, or a throttle names no route", async () => {
    await assert.rejects(shop({ stage: "a", stages: { b: { routeThrottles: { "GET /x": {} } } } }), (error: Error) => {
      assert.deepEqual(error.message.split("\n").slice(1), [
        '  - stage: got "a", expected either stage or stages. Fix: write the stage as one of stages',
        '  - stages["b"].routeThrottles: got "GET /x", expected the key of a route of this API. Fix: add the route',
      ]);
      return true;
    });
  });

  it("are refused where a variable's value has a character that AWS does not take", async () => {
    await assert.rejects(
      shop({ stageVariables: { greeting: "{hello}", url: "https://a.example.com/x?y=1&z=2#~,v" } }),
      /stageVariables\.greeting: got "\{\}", expected letters, digits and - \. _ ~ : \/ \? # & = ,/,
    );
    const { inputsOf } = await shop({ stageVariables: { url: "https://a.example.com/x?y=1&z=2#~,v w" } });
    assert.deepEqual(inputsOf("apigatewayv2/stage:Stage").stageVariables, {
      url: "https://a.example.com/x?y=1&z=2#~,v w",
    });
  });

  it("are refused where a log's format has two lines or no request id", async () => {
    await assert.rejects(
      shop({ accessLog: { format: "$context.path" } }),
      /expected a format with \$context\.requestId/,
    );
    await assert.rejects(shop({ accessLog: { format: "$context.requestId\nx" } }), /expected one line/);
    await shop({ accessLog: { format: "$context.requestId\n" } });
  });
});

describe("explicit deployments of an HttpApi", () => {
  async function fingerprint(
    args: Omit<HttpApiArgs<string>, "routes">,
    routes?: HttpApiArgs<string>["routes"],
  ): Promise<string> {
    const { inputsOf } = await shop({ autoDeploy: false, ...args }, routes);
    return (inputsOf("apigatewayv2/deployment:Deployment").triggers as { definition: string }).definition;
  }

  it("are what the stage points to", async () => {
    const { inputsOf } = await shop({ autoDeploy: false });
    const { autoDeploy, deploymentId } = inputsOf("apigatewayv2/stage:Stage");
    assert.deepEqual([autoDeploy, deploymentId], [undefined, "shop-deployment-id"]);
    assert.deepEqual(Object.keys(inputsOf("apigatewayv2/deployment:Deployment")), ["apiId", "triggers"]);
  });

  it("are made anew for every change of what is deployed", async () => {
    const before = await fingerprint({});
    const changes: [string, () => Promise<string>][] = [
      ["a route", () => fingerprint({}, { "GET /a": target, "GET /b": target })],
      ["an integration", () => fingerprint({}, { "GET /a": { ...target, timeoutMilliseconds: 1000 } })],
      ["a payload format", () => fingerprint({}, { "GET /a": { ...target, payloadFormatVersion: "1.0" } })],
      ["an authorizer", () => fingerprint({ defaultAuthorizer: { kind: "iam" } })],
      ["CORS", () => fingerprint({ cors: { allowOrigins: ["https://a.example"] } })],
    ];
    for (const [what, after] of changes) {
      assert.notEqual(await after(), before, what);
    }
  });

  it("stay for a change of what is not deployed", async () => {
    const before = await fingerprint({});
    assert.equal(await fingerprint({ tags: { team: "x" } }), before, "tags");
    assert.equal(await fingerprint({ accessLog: { retentionInDays: 7 } }), before, "log retention");
    assert.equal(await fingerprint({ throttle: { rateLimit: 1 } }), before, "throttle");
  });
});
