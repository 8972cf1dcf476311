import assert from "node:assert/strict";
import { graphOf, jsFunction, node } from "../../../support/http-program";
import { type TestWebSocketApi, webSocketApi } from "../../../support/websocket-program";
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
