import assert from "node:assert/strict";
import { lambda, none, WebSocketApi, type WebSocketApiArgs } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";
import { webSocketProblems } from "./problems";

const FN = "arn:aws:lambda:eu-west-1:123456789012:function:chat";
const open = none("a public chat");
const STAGE = "apigatewayv2/stage:Stage";

describe("a WebSocketApi with several stages", () => {
  const several: WebSocketApiArgs = {
    routes: { say: { integration: lambda(FN), throttle: { rateLimit: 5 } }, stop: lambda(FN) },
    authorizer: open,
    throttle: { rateLimit: 50, burstLimit: 60 },
    stageVariables: { alias: "live" },
    stages: {
      live: { autoDeploy: false, description: "The shop's" },
      test: {
        stageVariables: { alias: "test" },
        accessLog: { enabled: false },
        loggingLevel: "INFO",
        routeThrottles: { stop: { burstLimit: 1 } },
        clientCertificate: true,
      },
    },
  };

  it("makes each with its own settings and the API's, and names them after themselves", async () => {
    const { inputsOf, namesOf, value } = await deploy(() => new WebSocketApi("chat", several));
    assert.deepEqual(namesOf(STAGE), ["chat-live-stage", "chat-test-stage"]);
    assert.deepEqual(namesOf("cloudwatch/logGroup:LogGroup"), ["chat-live-access-logs"]);
    const live = inputsOf(STAGE, "chat-live-stage");
    assert.equal(live.deploymentId, "chat-deployment-id");
    assert.equal(live.description, "The shop's");
    assert.deepEqual(live.stageVariables, { alias: "live" });
    assert.equal("clientCertificateId" in live, false);
    const test = inputsOf(STAGE, "chat-test-stage");
    assert.equal(test.autoDeploy, true);
    assert.deepEqual(test.stageVariables, { alias: "test" });
    assert.equal(test.clientCertificateId, "chat-client-certificate-id");
    assert.equal((test.defaultRouteSettings as Record<string, unknown>).loggingLevel, "INFO");
    const throttles = (test.routeSettings as Record<string, unknown>[]).map((item) => [
      item.routeKey,
      item.throttlingRateLimit,
      item.throttlingBurstLimit,
    ]);
    assert.deepEqual(throttles, [
      ["say", 5, 60],
      ["stop", 50, 1],
    ]);
    assert.deepEqual(Object.keys(value.resources.stages), ["live", "test"]);
  });

  it("throttles a route by its own name alone", async () => {
    const { inputsOf } = await deploy(
      () =>
        new WebSocketApi("chat", {
          authorizer: open,
          stages: { live: { routeThrottles: {} } },
          routes: { constructor: lambda(FN) },
        }),
    );
    assert.equal(inputsOf(STAGE, "chat-live-stage").routeSettings, undefined);
  });

  it("gives the URLs of each, and the first one's as the API's", async () => {
    const { value } = await deploy(() => new WebSocketApi("chat", several));
    const stages = await valueOf(value.stages);
    assert.deepEqual(Object.keys(stages), ["live", "test"]);
    assert.match(stages.test?.url ?? "", /^wss:.*\/test$/);
    assert.equal(stages.test?.callbackUrl, stages.test?.url.replace("wss:", "https:"));
    assert.equal(stages.test?.accessLogGroupName, undefined);
    assert.equal(await valueOf(value.url), stages.live?.url);
    assert.equal(await valueOf(value.stageName), "live");
  });

  it("lets a role manage the connections of all, or of those that are named", async () => {
    const { inputsOf } = await deploy(() => {
      const api = new WebSocketApi("chat", several);
      api.grantManageConnections("sender");
      return api.grantManageConnections("sender", ["test"]);
    });
    const resource = (name: string): unknown =>
      (
        JSON.parse(String(inputsOf("iam/rolePolicy:RolePolicy", name).policy)) as {
          Statement: { Resource: unknown }[];
        }
      ).Statement[0]?.Resource;
    const all = resource("chat-sender-connections") as string[];
    assert.deepEqual(
      all.map((arn) => arn.replace(/.*:[^/]*/, "")),
      ["/live/*/@connections/*", "/test/*/@connections/*"],
    );
    assert.match(String(resource("chat-test-sender-connections")), /\/test\/\*\/@connections\/\*$/);
    await assert.rejects(
      deploy(() => new WebSocketApi("chat", several).grantManageConnections("sender", ["prod"])),
      /grantManageConnections.*prod.*one or more of "live", "test"/s,
    );
  });

  it("refuses what is wrong with any of them, at its place", async () => {
    const problems = await webSocketProblems({
      ...several,
      stage: "live",
      stages: { "a b": {}, $default: {}, ok: { routeThrottles: { shout: { rateLimit: 1 } } } },
    });
    assert.deepEqual(
      problems.map(({ argument }) => argument),
      ["stage", 'stages["a b"]', 'stages["$default"]', 'stages["ok"].routeThrottles'],
    );
    const [none] = await webSocketProblems({ ...several, stages: {} });
    assert.equal(none?.argument, "stages");
  });
});
