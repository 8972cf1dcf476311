import assert from "node:assert/strict";
import { lambda, none, RestApi, type RestApiArgs } from "../../../components";
import { checkRole } from "../../../components/rest-api/stages";
import { deploy, type Deployed } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

function shop(args: Partial<RestApiArgs<string>>): Promise<Deployed<RestApi>> {
  const routes = { "GET /a": target, "POST /a/{id}": target };
  return deploy(() => new RestApi("shop", { defaultAuthorizer: none("a test"), routes, ...args }));
}

describe("the stages of a RestApi", () => {
  it("are one that throttles and logs errors, without a data trace", async () => {
    const { inputsOf } = await shop({});
    const { accessLogSettings, ...stage } = inputsOf("apigateway/stage:Stage");
    assert.deepEqual(stage, {
      restApi: "shop-id",
      stageName: "live",
      deployment: "shop-deployment-id",
      xrayTracingEnabled: false,
    });
    const { destinationArn, format } = accessLogSettings as { destinationArn: string; format: string };
    assert.equal(destinationArn, "arn:aws:logs:eu-west-1:123456789012:log-group:shop-live-access-logs");
    assert.equal((JSON.parse(format) as Record<string, string>).requestId, "$context.requestId");
    assert.equal(format.includes('identity.apiKey"'), false, "the key itself is not logged");
    assert.deepEqual(inputsOf("apigateway/methodSettings:MethodSettings"), {
      restApi: "shop-id",
      stageName: "live",
      methodPath: "*/*",
      settings: {
        metricsEnabled: false,
        loggingLevel: "ERROR",
        dataTraceEnabled: false,
        throttlingRateLimit: 1000,
        throttlingBurstLimit: 500,
      },
    });
    assert.deepEqual(inputsOf("cloudwatch/logGroup:LogGroup", "shop-live-execution-logs"), {
      name: "API-Gateway-Execution-Logs_shop-id/live",
      retentionInDays: 30,
    });
  });

  it("write all settings of a route that names one, the others being the stage's", async () => {
    const routes = { "GET /a": target, "POST /a/{id}": { integration: target, throttle: { rateLimit: 5 } } };
    const { inputsOf } = await shop({ routes, throttle: { burstLimit: 20 }, loggingLevel: "OFF" });
    const { methodPath, settings } = inputsOf("apigateway/methodSettings:MethodSettings", "shop-live-POST /a/{id}");
    assert.equal(methodPath, "~1a~1{id}/POST");
    assert.deepEqual(settings, {
      metricsEnabled: false,
      loggingLevel: "OFF",
      dataTraceEnabled: false,
      throttlingRateLimit: 5,
      throttlingBurstLimit: 20,
    });
  });

  it("keep answers encrypted, of the routes that say so alone", async () => {
    const routes = { "GET /a": { integration: target, cache: { ttlInSeconds: 60 } }, "POST /a/{id}": target };
    const { inputsOf } = await shop({ routes, cacheSize: "0.5" });
    const stage = inputsOf("apigateway/stage:Stage");
    assert.deepEqual([stage.cacheClusterEnabled, stage.cacheClusterSize], [true, "0.5"]);
    const caching = (name: string): unknown[] => {
      const { settings } = inputsOf("apigateway/methodSettings:MethodSettings", name);
      const { cachingEnabled, cacheTtlInSeconds, cacheDataEncrypted, requireAuthorizationForCacheControl } =
        settings as Record<string, unknown>;
      return [cachingEnabled, cacheTtlInSeconds, cacheDataEncrypted, requireAuthorizationForCacheControl];
    };
    assert.deepEqual(caching("shop-live-settings"), [false, 300, true, true]);
    assert.deepEqual(caching("shop-live-GET /a"), [true, 60, true, true]);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html#override-api-gateway-stage-cache-for-method-cache
  it("answer who may not invalidate a cached answer as the stage or the route says", async () => {
    const strict = { integration: target, cache: { unauthorizedStrategy: "FAIL_WITH_403" as const } };
    const cache = { unauthorizedStrategy: "SUCCEED_WITHOUT_RESPONSE_HEADER" as const };
    const routes = { "GET /a": strict, "GET /b": { integration: target, cache: { ttlInSeconds: 5 } } };
    const { inputsOf } = await shop({ routes, cacheSize: "0.5", cache });
    const strategy = (name: string): unknown =>
      (inputsOf("apigateway/methodSettings:MethodSettings", name).settings as Record<string, unknown>)
        .unauthorizedCacheControlHeaderStrategy;
    assert.equal(strategy("shop-live-settings"), "SUCCEED_WITHOUT_RESPONSE_HEADER");
    assert.equal(strategy("shop-live-GET /a"), "FAIL_WITH_403");
    assert.equal(strategy("shop-live-GET /b"), "SUCCEED_WITHOUT_RESPONSE_HEADER");
  });

  it("refuse a cache's arguments that would be dropped or that AWS refuses", async () => {
    const refused = async (args: object, expected: RegExp): Promise<void> => {
      await assert.rejects(shop({ ...args, cacheSize: "0.5" }), expected);
    };
    await refused({ cache: { keyParameters: ["querystring.page"] } }, /cache\.keyParameters: .*each route has its own/);
    await refused({ cache: { namespace: "orders" } }, /cache\.namespace: .*each route has its own/);
    await refused(
      { cache: { unauthorizedStrategy: "FAIL" } },
      /unauthorizedStrategy: got "FAIL", expected FAIL_WITH_403/,
    );
    await refused(
      { cache: { requireAuthorization: false, unauthorizedStrategy: "FAIL_WITH_403" } },
      /unauthorizedStrategy: .*requireAuthorization beside it/,
    );
  });

  it("have a web ACL, a client certificate and tracing where they are asked for", async () => {
    const webAclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b";
    const { inputsOf } = await shop({ webAclArn, clientCertificate: true, tracing: true });
    assert.deepEqual(inputsOf("wafv2/webAclAssociation:WebAclAssociation"), {
      resourceArn: "arn:aws:apigateway:eu-west-1::/restapis/id/stages/shop-live-stage",
      webAclArn,
    });
    const stage = inputsOf("apigateway/stage:Stage");
    assert.deepEqual([stage.clientCertificateId, stage.xrayTracingEnabled], ["shop-client-certificate-id", true]);
  });

  it("are several by name on one deployment, each with what it says and otherwise the API's", async () => {
    const { inputsOf, namesOf } = await shop({
      stageVariables: { table: "orders" },
      throttle: { rateLimit: 10, burstLimit: 10 },
      stages: {
        live: { throttle: { rateLimit: 99 } },
        test: { accessLog: { enabled: false }, loggingLevel: "OFF", routeThrottles: { "GET /a": { burstLimit: 1 } } },
      },
    });
    assert.deepEqual(namesOf("apigateway/deployment:Deployment"), ["shop-deployment"]);
    assert.deepEqual(inputsOf("apigateway/stage:Stage", "shop-live-stage").variables, { table: "orders" });
    assert.equal(inputsOf("apigateway/stage:Stage", "shop-test-stage").accessLogSettings, undefined);
    assert.deepEqual(namesOf("cloudwatch/logGroup:LogGroup"), ["shop-live-access-logs", "shop-live-execution-logs"]);
    const { settings } = inputsOf("apigateway/methodSettings:MethodSettings", "shop-test-GET /a");
    const { throttlingRateLimit, throttlingBurstLimit } = settings as Record<string, unknown>;
    assert.deepEqual([throttlingRateLimit, throttlingBurstLimit], [10, 1]);
  });

  it("are refused where a variable's value has a character that AWS does not take", async () => {
    await assert.rejects(shop({ stageVariables: { greeting: "{hello}" } }), /stageVariables\.greeting/);
  });

  it("say early that the region has no role for logs", () => {
    assert.equal(checkRole("arn:aws:iam::123456789012:role/logs"), undefined);
    assert.match(checkRole("")?.fix ?? "", /make one ApiGatewayAccount a region/);
  });
});
