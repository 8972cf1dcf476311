import assert from "node:assert/strict";
import { graphOf, invokePermission, jsFunction, node } from "../../../support/http-program";
import { type TestWebSocketApi, webSocketApi, webSocketExecutionArn } from "../../../support/websocket-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function problemsOf(api: TestWebSocketApi): string[] {
  const fn = jsFunction("fn", "exports.handler = async () => ({ statusCode: 200 });");
  return readSnapshot(graphOf([fn, ...webSocketApi(api)])).model.problems.map(
    ({ severity, text }) => `${severity}: ${text}`,
  );
}

describe("a WebSocket API of a graph", () => {
  it("without a problem has none", () => {
    assert.deepEqual(problemsOf({ routes: { $connect: {}, $default: { function: "fn" } } }), []);
  });

  const cases: [what: string, api: TestWebSocketApi, problem: RegExp][] = [
    [
      "authorization off $connect",
      { routes: { say: { function: "fn", route: { authorizationType: "AWS_IAM" } } } },
      /AWS takes it on \$connect alone/,
    ],
    [
      "a JWT",
      { routes: { $connect: { function: "fn", route: { authorizationType: "JWT" } } } },
      /takes NONE, AWS_IAM or CUSTOM/,
    ],
    [
      "CUSTOM without an authorizer",
      { routes: { $connect: { route: { authorizationType: "CUSTOM" } } } },
      /needs an authorizerId/,
    ],
    ["a route without a target", { routes: { say: {} } }, /route "say" has no target/],
    [
      "a function without permission",
      { routes: { say: { function: "fn", permission: false } } },
      /add an aws\.lambda\.Permission/,
    ],
    ["a stage named $default", { routes: {}, stages: { $default: {} } }, /has no stage "\$default"/],
    ["a stage with nothing deployed", { routes: {}, stages: { dev: { autoDeploy: false } } }, /nothing deployed to it/],
    ["a target that is not there", { routes: { say: { route: { target: "integrations/none" } } } }, /names nothing/],
    [
      "a model that is not there",
      { routes: { say: { route: { modelSelectionExpression: "\\$default", requestModels: { $default: "None" } } } } },
      /name the model "None", which this program does not declare/,
    ],
    [
      "models that nothing chooses",
      { models: { A: {} }, routes: { say: { route: { requestModels: { $default: "A" } } } } },
      /validate nothing without a modelSelectionExpression/,
    ],
    ["a model that is no JSON", { models: { A: "{" }, routes: {} }, /schema is no JSON/],
    [
      "required parameters off $connect",
      {
        routes: {
          say: { route: { requestParameters: [{ requestParameterKey: "route.request.header.x", required: true }] } },
        },
      },
      /supported on \$connect only/,
    ],
    [
      "another source of API keys",
      { api: { apiKeySelectionExpression: "$request.header.key" }, routes: {} },
      /AWS supports "\$request.header.x-api-key" and "\$context.authorizer.usageIdentifierKey"/,
    ],
    [
      "a wrong integration type",
      { routes: { say: { integration: { integrationType: "SQS" } } } },
      /takes one of AWS_PROXY/,
    ],
  ];
  for (const [what, api, problem] of cases) {
    it(`reports ${what}`, () => {
      const problems = problemsOf(api);
      assert.ok(
        problems.some((text) => problem.test(text)),
        problems.join("\n"),
      );
    });
  }

  it("reads the stages that a function's permission leaves out", () => {
    const graph = graphOf([
      jsFunction("say", ""),
      ...webSocketApi({ routes: { say: { function: "say", permission: false } }, stages: { live: {}, test: {} } }),
      invokePermission("live", "say", `${webSocketExecutionArn()}/live/*`),
    ]);
    const { webSocketApis, problems } = readSnapshot(graph).model;
    assert.deepEqual(webSocketApis[0]?.routes[0]?.stagesWithoutPermission, ["test"]);
    assert.ok(
      problems.some(({ text }) => text.includes('for route "say" in stage test;')),
      JSON.stringify(problems),
    );
  });

  it("is no HTTP API", () => {
    const { httpApis, webSocketApis } = readSnapshot(graphOf(webSocketApi({ routes: { $default: {} } }))).model;
    assert.equal(httpApis.length, 0);
    assert.equal(webSocketApis.length, 1);
  });

  it("reads what it says of data tracing", () => {
    const stages = {
      dev: { defaultRouteSettings: { dataTraceEnabled: true, throttlingRateLimit: 1, throttlingBurstLimit: 1 } },
    };
    const graph = graphOf([...webSocketApi({ routes: {}, stages }), node("aws:iam/role:Role", "unused", {})]);
    assert.equal(readSnapshot(graph).model.webSocketApis[0]?.stages[0]?.dataTrace, true);
  });
});
