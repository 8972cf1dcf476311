import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../engine/graph/value";
import { api, graph, stage } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function read(inputs: Parameters<typeof stage>[1]) {
  const model = readSnapshot(graph(api(), stage("prod", inputs))).model;
  return { stage: model.httpApis[0]?.stages[0], problems: model.problems.map((problem) => problem.text) };
}

describe("readStages", () => {
  it("reads throttling, variables and access logs", () => {
    const found = read({
      defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 200 },
      routeSettings: [{ routeKey: "GET /a", throttlingRateLimit: 1 }],
      stageVariables: { env: "blue" },
      accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:1:log-group:x", format: "$context.requestId" },
    }).stage;
    assert.deepEqual(found, {
      urn: "urn:pulumi:dev::test::aws:apigatewayv2/stage:Stage::prod",
      name: "prod",
      autoDeploy: true,
      deployed: true,
      variables: { env: "blue" },
      defaultThrottle: { rateLimit: 100, burstLimit: 200 },
      routeThrottles: { "GET /a": { rateLimit: 1 } },
      accessLog: { destinationArn: "arn:aws:logs:us-east-1:1:log-group:x", format: "$context.requestId" },
    });
  });

  it("takes a deployment for deployed, known or not yet", () => {
    assert.equal(read({ autoDeploy: false, deploymentId: "d1" }).stage?.deployed, true);
    assert.equal(read({ autoDeploy: false, deploymentId: UNKNOWN }).stage?.deployed, true);
    assert.equal(read({ autoDeploy: false }).stage?.deployed, false);
  });

  it("warns of settings without limits, which the provider sends as 0", () => {
    assert.deepEqual(read({ defaultRouteSettings: { detailedMetricsEnabled: true } }).problems, [
      "defaultRouteSettings leave out throttlingRateLimit and throttlingBurstLimit: the AWS provider then sends 0, and every request is answered 429; set both.",
    ]);
  });
});
