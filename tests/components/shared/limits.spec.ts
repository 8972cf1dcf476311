import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../../aws/quotas";
import { checkLimit } from "../../../components/shared/limits";
import { Problems } from "../../../components/shared/problems";

const HTTP_PAGE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html";

function checked(count: number, limit = LIMITS.http.routes): Problems {
  const problems = new Problems();
  checkLimit(problems.at("routes"), "", count, limit);
  return problems;
}

/** Runs with quotas in the stack's config, as Pulumi hands them on: as JSON. */
function withQuotas<T>(quotas: unknown, run: () => T): T {
  pulumi.runtime.setConfig("gatewright:quotas", JSON.stringify(quotas));
  try {
    return run();
  } finally {
    const rest = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key !== "gatewright:quotas");
    pulumi.runtime.setAllConfig(Object.fromEntries(rest));
  }
}

describe("a count against a limit", () => {
  it("is silent below 80 percent, and warns from there on", () => {
    assert.deepEqual(checked(239).warnings, []);
    assert.deepEqual(checked(240).warnings, [
      `routes: 240 routes, near the quota of 300 routes per API (${HTTP_PAGE}).`,
    ]);
  });

  it("warns over the default of a quota that AWS raises, and refuses over a fixed one", () => {
    const over = checked(301);
    assert.deepEqual(over.all, []);
    assert.match(over.warnings[0] ?? "", /over the default quota of 300 routes per API .* \(gatewright:quotas\)\.$/);
    const [fixed, ...others] = checked(301, LIMITS.http.integrations).all;
    assert.deepEqual(others, []);
    assert.equal(fixed?.argument, "routes");
    assert.match(fixed.expected, /^at most 300, AWS's fixed limit "Integrations per API"/);
  });

  it("names bytes as bytes", () => {
    assert.match(checked(400_000, LIMITS.rest.models).warnings[0] ?? "", /^routes: 400000 bytes, near .* 409600 bytes/);
  });

  it("takes the account's quotas from the stack's config, and refuses what is over them", () => {
    withQuotas({ http: { routes: 600 } }, () => {
      assert.deepEqual(checked(301).warnings, []);
      assert.match(checked(500).warnings[0] ?? "", /500 routes, near the quota of 600 routes per API/);
      assert.match(
        checked(601).all[0]?.expected ?? "",
        /^at most 600, the quota in gatewright:quotas "Routes per API"/,
      );
    });
  });

  it("refuses quotas that AWS doesn't know or doesn't raise, and values that are no numbers, each once", () => {
    const quotas = { htp: {}, http: { routs: 600, integrations: 600, stages: "many", routes: "600" } };
    const { all, warnings } = withQuotas(quotas, () => {
      const problems = checked(500);
      checkLimit(problems, "stages", 1, LIMITS.http.stages);
      return problems;
    });
    assert.match(warnings[0] ?? "", /near the quota of 600/);
    assert.deepEqual(
      all.map(({ argument, fix }) => [argument, fix]),
      [
        ["gatewright:quotas.htp", "write http"],
        ["gatewright:quotas.http.routs", "write routes"],
        ["gatewright:quotas.http.integrations", "remove it"],
        ["gatewright:quotas.http.stages", "write the number that Service Quotas shows, such as 10"],
      ],
    );
  });
});
