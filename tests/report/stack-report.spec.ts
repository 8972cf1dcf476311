import assert from "node:assert/strict";
import { AccountQuotas } from "../../aws/account-quotas";
import { reportText } from "../../report/format/text";
import { reportOf } from "../../report/report";
import { type StackReport, stackReport } from "../../report/stack-report";
import { FunctionAlias, HttpApi, iam, lambda, none, WebSocketApi } from "../../components";
import { deploy } from "../support/deploy";
import { readSnapshot } from "../../gateway/model/snapshot";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const TRAFFIC = { requests: 3_000_000, kilobytes: 4, milliseconds: 100 };

async function reportOn(program: () => unknown, quotas?: unknown): Promise<StackReport> {
  const { graph } = await deploy(program);
  return stackReport(readSnapshot(graph), { traffic: TRAFFIC, quotas: new AccountQuotas(quotas) });
}

function textOf(report: StackReport): string {
  return reportText(reportOf([report], TRAFFIC));
}

describe("the report of a stage", () => {
  it("counts the routes that ask who is calling, and names the others", async () => {
    const report = await reportOn(
      () =>
        new HttpApi("shop", {
          defaultAuthorizer: iam(),
          routes: { "GET /a": lambda(ARN), "GET /b": { integration: lambda(ARN), authorizer: none("a page") } },
        }),
    );
    const [api] = report.apis;
    assert.deepEqual(
      [api?.name, api?.kind, api?.authorizedRoutes, api?.anonymousRoutes, api?.cost.lines[0]],
      ["shop", "HTTP", 1, ["GET /b"], { name: "Requests", amount: "3,000,000 requests", monthly: 3.33 }],
    );
  });

  it("says from how busy on provisioned concurrency costs less, and where it never does", async () => {
    const warmPoint = async (region: string): Promise<string | undefined> => {
      const program = (): HttpApi =>
        new HttpApi("shop", {
          defaultAuthorizer: iam(),
          routes: { "GET /a": lambda(ARN.replace("eu-west-1", region)) },
        });
      const { graph } = await deploy(program, { region });
      const { apis } = stackReport(readSnapshot(graph), { traffic: TRAFFIC, quotas: new AccountQuotas() });
      return apis[0]?.breakEvens.find((point) => point.startsWith("Provisioned"));
    };
    // in a GB-second: 0.000004646 kept, 0.0000108407 used, 0.0000166667 on demand; https://aws.amazon.com/lambda/pricing/
    assert.match(
      (await warmPoint("eu-west-1")) ?? "",
      /costs less than invocations on demand where an environment is busy 80 percent of the time: 8\.0 requests a second\.$/,
    );
    // 0.000005236 kept and 0.0000122173 used are more than 0.0000166667, even where an environment never rests
    assert.match(
      (await warmPoint("ap-southeast-2")) ?? "",
      /costs more than invocations on demand in ap-southeast-2, however busy its environments are\.$/,
    );
  });

  it("takes a WebSocket API without $connect for open to anyone", async () => {
    const { apis } = await reportOn(
      () =>
        new WebSocketApi("chat", { authorizer: none("a demo"), routes: { $default: { integration: lambda(ARN) } } }),
    );
    const [api] = apis;
    assert.deepEqual([api?.kind, api?.anonymousRoutes, api?.authorizedRoutes], ["WEBSOCKET", ["$connect"], 0]);
    assert.deepEqual(
      api?.cost.lines.slice(0, 2).map(({ name, monthly }) => [name, monthly?.toFixed(3)]),
      [
        ["Messages", "3.420"],
        ["Connections", "0.855"],
      ],
    );
  });

  it("says how near a quota is, and what can be done", async () => {
    const routes = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`GET /${index}`, lambda(ARN)]));
    const program = (): HttpApi => new HttpApi("shop", { defaultAuthorizer: iam(), routes });
    const report = await reportOn(program);
    assert.match(
      textOf(report),
      /Routes per API {8}250 of 300 \(83 %: ask AWS to raise it, or split the API, https:\/\/docs\.aws/,
    );
    assert.match(textOf(report), /and 190 more: --format md, html or json has all/);
    const { graph } = await deploy(program);
    const raised = stackReport(readSnapshot(graph), {
      traffic: TRAFFIC,
      quotas: new AccountQuotas({ http: { routes: 600 }, account: { throttleRate: 50_000 } }),
    });
    assert.match(textOf(raised), /Routes per API {8}250 of 600\n/);
    assert.match(textOf(raised), /Throttle of the account +50,000/);
  });

  it("says who has the environments that are kept warm, and who calls past them", async () => {
    const report = await reportOn(() => {
      const live = new FunctionAlias("live", {
        functionName: "orders",
        alias: "live",
        version: "7",
        provisionedConcurrency: 2,
      });
      new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /a": lambda(live) } });
      new HttpApi("old", { defaultAuthorizer: iam(), routes: { "GET /a": lambda(ARN) } });
    });
    const text = textOf(report).split("Provisioned concurrency\n")[1]?.split("\n\n")[0];
    assert.equal(text, "  orders:live keeps 2 for shop\n    old calls the function itself and starts cold");
    assert.match(textOf(report), /Paid by the hour\n {2}Provisioned orders:live {2}\$2\.74 {2}2 of 128 MB/);
  });

  it("says where a stage has no API", async () => {
    assert.equal(textOf(await reportOn(() => undefined)), "dev: no API");
  });
});
