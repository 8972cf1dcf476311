import assert from "node:assert/strict";
import { stackReport } from "../../report/stack-report";
import { reportText } from "../../report/text";
import { FunctionAlias, HttpApi, iam, lambda, none, WebSocketApi } from "../../components";
import { deploy } from "../support/deploy";
import { readSnapshot } from "../../gateway/model/snapshot";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

describe("the report of a stage", () => {
  it("counts the routes that ask who is calling, and names the others", async () => {
    const { graph } = await deploy(
      () =>
        new HttpApi("shop", {
          defaultAuthorizer: iam(),
          routes: { "GET /a": lambda(ARN), "GET /b": { integration: lambda(ARN), authorizer: none("a page") } },
        }),
    );
    const [api] = stackReport(readSnapshot(graph), 3_000_000).apis;
    assert.deepEqual(
      [api?.name, api?.kind, api?.authorizedRoutes, api?.anonymousRoutes, api?.monthlyCost],
      ["shop", "HTTP", 1, ["GET /b"], 3],
    );
  });

  it("takes a WebSocket API without $connect for open to anyone", async () => {
    const { graph } = await deploy(
      () =>
        new WebSocketApi("chat", { authorizer: none("a demo"), routes: { $default: { integration: lambda(ARN) } } }),
    );
    const [api] = stackReport(readSnapshot(graph), 1).apis;
    assert.deepEqual([api?.kind, api?.anonymousRoutes, api?.monthlyCost], ["WEBSOCKET", ["$connect"], undefined]);
  });

  it("says how near a quota is, and what can be done", async () => {
    const routes = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`GET /${index}`, lambda(ARN)]));
    const { graph } = await deploy(() => new HttpApi("shop", { defaultAuthorizer: iam(), routes }));
    const text = reportText([stackReport(readSnapshot(graph), 1)], 1);
    assert.match(
      text,
      /Routes per API {8}250 of 300 \(83 %: ask AWS to raise it, or split the API, https:\/\/docs\.aws/,
    );
  });

  it("says who has the environments that are kept warm, and who calls past them", async () => {
    const { graph } = await deploy(() => {
      const live = new FunctionAlias("live", {
        functionName: "orders",
        alias: "live",
        version: "7",
        provisionedConcurrency: 2,
      });
      new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /a": lambda(live) } });
      new HttpApi("old", { defaultAuthorizer: iam(), routes: { "GET /a": lambda(ARN) } });
    });
    const report = stackReport(readSnapshot(graph), 1);
    const text = reportText([report], 1).split("Provisioned concurrency\n")[1];
    assert.equal(text, "  orders:live keeps 2 for shop\n    old calls the function itself and starts cold");
  });

  it("says where a stage has no API", async () => {
    const { graph } = await deploy(() => undefined);
    assert.equal(reportText([stackReport(readSnapshot(graph), 1)], 1), "dev: no API");
  });
});
