import assert from "node:assert/strict";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { ACCOUNT_LIMITS, HTTP_API_LIMITS } from "../../../aws/quotas";
import { V2 } from "../../../aws/resource-types";
import { quotaOf, stackConfig } from "../../../policy/facts/quotas";
import { throttleWithinAccount } from "../../../policy/rules/limits/throttle-within-account";
import { withinQuotas } from "../../../policy/rules/limits/within-quotas";
import { run, type Stack } from "../cases";

/** Configures the pack for a stack, as the engine does. */
function configure(quotas: unknown): void {
  const request = new AnalyzerStackConfigureRequest();
  if (quotas !== undefined) {
    request.getConfigMap().set("gatewright:quotas", JSON.stringify(quotas));
  }
  request.getTagsMap();
}

const routes = (count: number): Stack => ({
  api: { type: V2.api, props: { id: "a1b2c3d4e5", protocolType: "HTTP" } },
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `route${index}`,
      { type: V2.route, props: { apiId: "a1b2c3d4e5", routeKey: `GET /${index}` } },
    ]),
  ),
});

describe("the quotas of the account, as rules take them", () => {
  const { routes: limit } = HTTP_API_LIMITS;
  const original = Object.getOwnPropertyDescriptor(AnalyzerStackConfigureRequest.prototype, "getTagsMap") ?? {};
  before(() => stackConfig.watch());
  after(() => {
    configure(undefined);
    Object.defineProperty(AnalyzerStackConfigureRequest.prototype, "getTagsMap", original);
  });

  it("are the rule's settings, otherwise those of the stack's config, otherwise AWS's defaults", () => {
    configure({ http: { routes: 600 } });
    assert.deepEqual(quotaOf(limit, 300), { value: 600, isConfigured: true });
    assert.deepEqual(quotaOf(limit, 450), { value: 450, isConfigured: false });
    assert.deepEqual(quotaOf(HTTP_API_LIMITS.stages, 10), { value: 10, isConfigured: false });
    for (const other of [undefined, "many", { http: { routes: -1 } }]) {
      configure(other);
      assert.deepEqual(quotaOf(limit, 300), { value: 300, isConfigured: false });
    }
  });

  it("make within-quotas silent to a raised quota, and certain over it", async () => {
    const found = async (quotas: unknown): Promise<string[]> => {
      configure(quotas);
      const findings = await run(withinQuotas, routes(301));
      return findings.map(({ level, message }) => `${level}: ${message.split("\n")[0]}`);
    };
    assert.deepEqual(await found({}), ["advisory: api has 301 routes, and the quota is 300."]);
    assert.deepEqual(await found({ http: { routes: 301 } }), []);
    assert.deepEqual(await found({ http: { routes: 200 } }), ["mandatory: api has 301 routes, and the quota is 200."]);
  });

  it("make throttle-within-account silent to a raised quota", async () => {
    const stage = { type: V2.stage, props: { defaultRouteSettings: { throttlingRateLimit: 20_000 } } };
    const found = async (throttleRate: number): Promise<string[]> => {
      configure({ account: { throttleRate } });
      return (await run(throttleWithinAccount, { stage })).map(({ message }) => message.split("\n")[0] ?? "");
    };
    assert.deepEqual(await found(20_000), []);
    assert.deepEqual(await found(ACCOUNT_LIMITS.throttleRate.value), [
      "defaultRouteSettings.throttlingRateLimit is 20000, above the account's 10000, so it never applies.",
    ]);
  });
});
