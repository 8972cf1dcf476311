import assert from "node:assert/strict";
import { commentMark, markdownReport } from "../../../../cli/check/format/markdown";
import { type QuotaUse } from "../../../../report/api-use";
import { HTTP_API_LIMITS, type Limit } from "../../../../aws/quotas";
import { bare, finding, stackResult, undecided } from "../../../support/stack-results";

describe("the Markdown comment", () => {
  it("reports that a clean change may be merged", () => {
    assert.equal(
      markdownReport([stackResult()], new Map()),
      [
        commentMark("shop"),
        "## API Gateway check: ✅ may be merged",
        "",
        "| Stack | Mandatory | Advisory | Undecided | Resources |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| ✅ prod | 0 | 0 | 0 | 0 |",
        "",
        "<sub>no findings in 1 stack of shop, by gatewright check</sub>",
        "",
      ].join("\n"),
    );
  });

  it("shows what blocks with its fix, and folds the rest, each once with its stacks", () => {
    const advisory = finding({ rule: bare, enforcement: "advisory", source: undefined, message: "no owner" });
    const report = markdownReport(
      [
        stackResult({ stack: "dev", findings: [advisory] }),
        stackResult({ findings: [finding(), advisory], undecided: [undecided()] }),
      ],
      new Map(),
    );
    const lines = report.split("\n");
    assert.equal(lines[1], "## API Gateway check: ❌ blocked");
    assert.ok(lines.includes("| ✅ dev | 0 | 1 | 0 | 0 |"));
    assert.ok(lines.includes("| ❌ prod | 1 | 1 | 1 | 0 |"));
    assert.ok(
      lines.includes(
        '- **[regional-certificate](https://example.com/rules/regional-certificate)** `orders` (`stacks/index.ts:12`) in prod: its certificate is in "us-east-1", expected &lt;eu-west-1&gt; &amp; no other<br>**Fix:** Request the certificate in the API\'s region.',
      ),
      report,
    );
    assert.ok(lines.includes("<details><summary>Advisory findings (1)</summary>"));
    assert.ok(lines.includes("- **owned** `orders` in dev, prod: no owner"), report);
    assert.ok(lines.includes("<details><summary>Could not be decided (1)</summary>"));
  });

  it("has a section of its own for what the update does", () => {
    const rule = { ...bare, name: "update-removes-route", pack: "gatewright", docs: "" };
    const vanishes = finding({ rule, enforcement: "advisory", source: undefined, message: "route vanishes" });
    const report = markdownReport([stackResult({ findings: [vanishes] })], new Map());
    assert.ok(report.includes("<details><summary>What the update does (1)</summary>"), report);
    assert.ok(!report.includes("Advisory findings"));
  });

  it("keeps text from a program from becoming markup or a mention", () => {
    const report = markdownReport(
      [stackResult({ findings: [finding({ rule: bare, message: "*a* `b` [c](d) | @team <img src=x>" })] })],
      new Map(),
    );
    assert.ok(report.includes("\\*a\\* \\`b\\` \\[c\\](d) \\| @\u2060team &lt;img src=x&gt;"), report);
  });

  it("shows the resources that a change adds, changes and removes", () => {
    const one = { urn: "u", type: "aws:apigatewayv2/route:Route", name: "list" };
    const diff = {
      added: [one],
      changed: [{ ...one, name: "get", properties: ["routeKey", "target"] }],
      removed: [{ ...one, name: "old" }],
    };
    const report = markdownReport([stackResult()], new Map([["prod", diff]]));
    assert.ok(report.includes("| ✅ prod | 0 | 0 | 0 | 0 | 1 | 1 | 1 |"), report);
    assert.ok(
      report.includes(
        [
          "<details><summary>Resources of prod: 1 added, 1 changed, 1 removed</summary>",
          "",
          "```diff",
          "+ aws:apigatewayv2/route:Route list",
          "! aws:apigatewayv2/route:Route get: routeKey, target",
          "- aws:apigatewayv2/route:Route old",
          "```",
        ].join("\n"),
      ),
      report,
    );
  });

  it("says which quotas are nearly used up, the highest use, and the cost of the requests that are expected", () => {
    const count = (limit: Limit, used: number): QuotaUse => ({ limit, used });
    const apis = new Map([
      [
        "prod",
        [
          {
            name: "orders",
            quotas: [count(HTTP_API_LIMITS.routes, 290), count(HTTP_API_LIMITS.integrations, 301)],
            cost: (requests: number) => requests / 1e6,
          },
        ],
      ],
    ]);
    const lines = markdownReport([stackResult()], new Map(), { apis, monthlyRequests: 5_000_000 }).split("\n");
    const page = HTTP_API_LIMITS.routes.source;
    assert.deepEqual(
      lines.filter((line) => /^- |^\*\*/.test(line)),
      [
        `- ⚠️ orders in prod: 290 routes, near the quota of 300 routes per API: [ask AWS to raise it, or split the API](${page})`,
        `- ❌ orders in prod: 301 integrations, over the quota of 300 integrations per API: [AWS does not raise it: split the API](${page})`,
        "**Quotas:** 2 nearly or wholly used up; the highest use is 301 of 300 integrations per API, by orders in prod (100 %).<br>**Cost** of 5,000,000 requests a month, API Gateway alone, in us-east-1: orders $5.00.",
      ],
    );
  });

  it("has one line for quotas that are far from used up, and none for a stack without an API", () => {
    const apis = new Map([
      ["prod", [{ name: "chat", quotas: [{ limit: HTTP_API_LIMITS.stages, used: 1 }], cost: undefined }]],
    ]);
    const report = markdownReport([stackResult()], new Map(), { apis, monthlyRequests: 1 });
    assert.ok(
      report.includes(
        "\n**Quotas:** none is nearly used up; the highest use is 1 of 10 stages per API, by chat in prod (10 %).\n",
      ),
      report,
    );
    assert.equal(
      markdownReport([stackResult()], new Map(), { apis: new Map() }),
      markdownReport([stackResult()], new Map()),
    );
  });

  it("says who has the environments that are kept warm, and who calls past them", () => {
    const apis = new Map([
      ["prod", [{ name: "shop", quotas: [{ limit: HTTP_API_LIMITS.stages, used: 1 }], cost: undefined }]],
    ]);
    const orders = { functionName: "orders", qualifier: "live", environments: 3 };
    const warm = new Map([
      [
        "prod",
        [
          { ...orders, usedBy: ["shop"], missedBy: [] },
          { ...orders, usedBy: [], missedBy: [{ api: "shop", qualifier: undefined }] },
        ],
      ],
    ]);
    const report = markdownReport([stackResult()], new Map(), { apis, warm });
    assert.ok(
      report.includes(
        "<br>**Provisioned concurrency:** orders:live in prod keeps 3 for shop; ⚠️ orders:live in prod keeps 3 for no API of the stack, shop calls the function itself and starts cold.\n",
      ),
      report,
    );
  });

  it("stays within what GitHub takes as a comment", () => {
    const findings = Array.from({ length: 600 }, (_, index) => finding({ message: `${index} ${"long ".repeat(40)}` }));
    const report = markdownReport([stackResult({ findings })], new Map());
    assert.ok(report.length < 65_536, String(report.length));
    assert.match(report, /\n- \*\*.* 0 long/, "what fits is shown");
    assert.match(report, /_\d+ more do not fit in a comment: see the job's log\._/);
    assert.match(report, /<sub>600 mandatory in 1 stack of shop, by gatewright check<\/sub>/);
  });

  it("says where a stack could not be checked", () => {
    const report = markdownReport([stackResult()], new Map(), undefined, [{ stack: "dev", problem: "it is *broken*" }]);
    assert.deepEqual(report.split("\n").slice(1, 4), [
      "## API Gateway check: ⚠️ not everything was checked",
      "",
      "Not checked: **dev**: it is \\*broken\\*",
    ]);
  });

  it("has the project's mark where no stack could be checked", () => {
    const report = markdownReport([], new Map(), undefined, [{ stack: "dev", problem: "it is broken" }], "shop");
    assert.deepEqual(report.split("\n").slice(0, 4), [
      commentMark("shop"),
      "## API Gateway check: ⚠️ nothing was checked",
      "",
      "Not checked: **dev**: it is broken",
    ]);
  });
});
