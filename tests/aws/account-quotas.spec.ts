import assert from "node:assert/strict";
import { AccountQuotas } from "../../aws/account-quotas";
import { ACCOUNT_LIMITS, HTTP_API_LIMITS } from "../../aws/quotas";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
describe("the quotas of an account", () => {
  const problems = (config: unknown): unknown[] =>
    new AccountQuotas(config).problems.map(({ argument, expected, fix }) => [argument, expected, fix]);

  it("are AWS's defaults where nothing is configured", () => {
    const { value, isConfigured } = new AccountQuotas().of(HTTP_API_LIMITS.routes);
    assert.deepEqual([value, isConfigured], [300, false]);
    assert.deepEqual(problems(undefined), []);
    assert.deepEqual(problems({ http: undefined }), []);
  });

  it("are the configured numbers, written as numbers or digits", () => {
    for (const routes of [600, "600"]) {
      const quotas = new AccountQuotas({ http: { routes } });
      assert.deepEqual(quotas.problems, []);
      const { value, isConfigured } = quotas.of(HTTP_API_LIMITS.routes);
      assert.deepEqual([value, isConfigured], [600, true]);
    }
    assert.equal(new AccountQuotas({ http: { routes: 1 } }).of(HTTP_API_LIMITS.routes).value, 1);
  });

  it("have one throttle rate for every region", () => {
    const quotas = new AccountQuotas({ account: { throttleRate: 7 } });
    assert.equal(quotas.of(ACCOUNT_LIMITS.throttleRate).value, 7);
    assert.equal(quotas.of(ACCOUNT_LIMITS.smallerThrottleRate).value, 7);
    assert.equal(new AccountQuotas().of(ACCOUNT_LIMITS.throttleRate).value, 10_000);
    // "2500 RPS" in the smaller regions
    assert.equal(new AccountQuotas().of(ACCOUNT_LIMITS.smallerThrottleRate).value, 2_500);
  });

  for (const routes of [0, -1, 1.5, "1.5", "x6", "6x", "", null, true, [6], Number.NaN]) {
    it(`are no ${JSON.stringify(routes)}`, () => {
      const quotas = new AccountQuotas({ http: { routes } });
      assert.deepEqual(quotas.problems, [
        {
          argument: "gatewright:quotas.http.routes",
          received: routes,
          expected: "a whole number from 1",
          fix: "write the number that Service Quotas shows, such as 300",
        },
      ]);
      assert.equal(quotas.of(HTTP_API_LIMITS.routes).isConfigured, false);
    });
  }

  it("are of services and names that there are", () => {
    const [[argument, expected, fix] = []] = problems({ htpp: {} }) as string[][];
    assert.deepEqual([argument, fix], ["gatewright:quotas.htpp", "write http"]);
    assert.match(expected ?? "", /^one of .*\bhttp\b/);
    for (const name of ["rotes", "constructor"]) {
      const [[at, names] = []] = problems({ http: { [name]: 1 } }) as string[][];
      assert.equal(at, `gatewright:quotas.http.${name}`);
      assert.match(names ?? "", /^one of .*\broutes\b/);
      assert.doesNotMatch(names ?? "", /\bpayload\b/, "what AWS does not raise");
    }
    assert.deepEqual((problems({ http: { rotes: 1 } }) as string[][])[0]?.[2], "write routes");
  });

  it("are those that AWS raises", () => {
    const [[argument, expected, fix] = []] = problems({ http: { integrationTimeout: 60_000 } }) as string[][];
    assert.deepEqual([argument, fix], ["gatewright:quotas.http.integrationTimeout", "remove it"]);
    assert.match(expected ?? "", /^left out: AWS does not raise ".+" \(https:\/\/docs\.aws\.amazon\.com\//);
  });

  it("are objects", () => {
    for (const config of ["600", 600, null, [600]]) {
      assert.deepEqual(problems(config), [["gatewright:quotas", "an object", "write http: { routes: 600 }"]]);
      assert.deepEqual(problems({ http: config }), [
        ["gatewright:quotas.http", "an object", "write http: { routes: 600 }"],
      ]);
    }
  });
});
