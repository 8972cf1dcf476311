import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runCommand } from "../../support/command";

const SAMPLE = resolve(__dirname, "../../..");

describe("gatewright report", () => {
  it("says what the sample uses of AWS's quotas, who may call it and what it costs", async () => {
    const { status, stdout } = await runCommand(["report", SAMPLE, "--stack", "prod", "--requests", "50_000_000"]);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      [
        "prod: 3 APIs",
        "",
        "orders-api (HTTP)",
        "  Routes per API        6 of 300",
        "  Integrations per API  2 of 300",
        "  Authorizers per API   1 of 10",
        "  Stages per API        1 of 10",
        "  Open to anyone        GET /health",
        "  Cost                  $50.00 for 50,000,000 requests a month (us-east-1, API Gateway alone)",
        "",
        "partner-api (REST)",
        "  Resources per API    3 of 300",
        "  Stages per API       1 of 10",
        "  Authorizers per API  1 of 10",
        "  Open to anyone       none",
        "  Cost                 $175.00 for 50,000,000 requests a month (us-east-1, API Gateway alone)",
        "",
        "order-updates-api (WEBSOCKET)",
        "  Routes per API              3 of 300",
        "  Integrations per API        1 of 300",
        "  Lambda authorizers per API  1 of 10",
        "  Stages per API              1 of 10",
        "  Open to anyone              none",
        "  Cost                        by messages and connection minutes, not by requests",
        "",
      ].join("\n"),
    );
  });

  it("reports every stack as JSON, and nothing else on stdout", async () => {
    const { status, stdout } = await runCommand(["report", resolve(SAMPLE, "examples/http-api"), "--json"]);
    assert.equal(status, 0);
    const report = JSON.parse(stdout) as {
      version: number;
      monthlyRequests: number;
      stacks: { stack: string; apis: Record<string, unknown>[] }[];
    };
    assert.deepEqual([report.version, report.monthlyRequests], [1, 1_000_000]);
    assert.deepEqual(
      report.stacks.map(({ stack }) => stack),
      ["production"],
    );
    const { quotas, ...api } = report.stacks[0]?.apis[0] ?? {};
    assert.deepEqual(api, {
      name: "http-api",
      kind: "HTTP",
      authorizedRoutes: 1,
      anonymousRoutes: [],
      monthlyCost: 1,
    });
    assert.equal((quotas as unknown[]).length, 4);
  });

  it("refuses a number of requests that is none, and a folder without a project", async () => {
    const wrong = await runCommand(["report", SAMPLE, "--requests", "many"]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /'many' is invalid\. expected a whole number of requests, such as 5_000_000/);
    const empty = mkdtempSync(join(tmpdir(), "report-"));
    try {
      const nothing = await runCommand(["report", empty]);
      assert.equal(nothing.status, 2);
      assert.match(nothing.stderr, /Pulumi\.yaml/);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
