import assert from "node:assert/strict";
import * as apigateway from "@pulumi/aws/apigateway";
import { HttpApi, httpProxy, iam, jwt, lambda, none, RestApi, UsagePlans } from "../../../components";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { difference } from "../../../report/difference";
import { FORMATS } from "../../../report/format";
import { reportHtml } from "../../../report/format/html";
import { reportMarkdown } from "../../../report/format/markdown";
import { pictureOf } from "../../../report/format/picture";
import { type Report, reportOf } from "../../../report/report";
import { type StackReport, stackReport } from "../../../report/stack-report";
import { deploy } from "../../support/deploy";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const TRAFFIC = { requests: 1_000_000, kilobytes: 4, milliseconds: 100 };
const SECRET = "s3cr3t-value";

function shop(throttle: number, extra = false): void {
  const limited = { integration: lambda(ARN), throttle: { rateLimit: 5, burstLimit: 5 } };
  new HttpApi("shop", {
    defaultAuthorizer: jwt({ name: "jwt", issuer: "https://issuer.example.com/", audience: ["a"] }),
    throttle: { rateLimit: throttle, burstLimit: 2 * throttle },
    cors: { allowOrigins: ["https://shop.example.com"] },
    routes: {
      "GET /a": { integration: lambda(ARN), scopes: ["orders:read"] },
      "GET /health": {
        integration: httpProxy(`https://user:${SECRET}@backend.example.com/x&y<b>?key=${SECRET}`),
        authorizer: none("a page"),
      },
      ...Object.fromEntries(extra ? [["POST /orders", limited]] : []),
    },
  });
}

function partners(): void {
  const api = new RestApi("partners", {
    defaultAuthorizer: iam(),
    apiKeyRequired: true,
    cacheSize: "0.5",
    cors: { allowOrigins: ["https://shop.example.com"] },
    models: { Order: { type: "object" } },
    routes: { "POST /orders": { integration: lambda(ARN), requestModel: "Order" } },
  });
  new UsagePlans("tiers", {
    stages: [{ api }],
    plans: { free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 864, period: "DAY" } } },
  });
  new apigateway.ApiKey("key", { value: SECRET.padEnd(24, "x") });
}

async function reportOn(program: () => void): Promise<StackReport> {
  const { graph } = await deploy(program);
  return stackReport(readSnapshot(graph), { traffic: TRAFFIC });
}

describe("a report", () => {
  let whole: Report;
  before(async () => {
    const staging = await reportOn(() => shop(100));
    const prod = await reportOn(() => {
      shop(1000, true);
      partners();
    });
    whole = reportOf([prod], TRAFFIC, difference(staging, { ...prod, stack: "prod" }, "staging"));
  });

  it("shows nothing secret in any format: no user, password or query of a URL, no API key", () => {
    for (const [name, format] of Object.entries(FORMATS)) {
      const text = format(whole);
      assert.ok(!text.includes(SECRET), name);
      assert.ok(/https:\/\/backend\.example\.com\/x/.test(text), name);
    }
  });

  it("has the integration, authorizer, throttle, validation, key and CORS owner of each route", () => {
    const [http, rest] = whole.stacks[0]?.apis ?? [];
    assert.deepEqual(http?.routes[0], {
      routeKey: "GET /a",
      integration: { kind: "Lambda", target: "orders", timeoutMs: 30_000, isPrivate: false },
      authorizer: {
        type: "JWT",
        name: "shop-jwt-authorizer",
        decidedBy: "https://issuer.example.com/",
        scopes: ["orders:read"],
        audiences: ["a"],
      },
      apiKey: false,
      throttles: [{ stage: "$default", rateLimit: 1000, burstLimit: 2000, from: "stage" }],
      validation: [],
      cors: "API Gateway",
    });
    assert.deepEqual(
      rest?.routes.map(({ routeKey, apiKey, validation, cors, authorizer: { type } }) => [
        routeKey,
        apiKey,
        validation,
        cors,
        type,
      ]),
      [["POST /orders", true, ["body"], "API Gateway", "AWS_IAM"]],
    );
  });

  it("finds the first bottleneck, and keeps what binds one consumer apart", () => {
    const [http, rest] = whole.stacks[0]?.apis ?? [];
    assert.equal(http?.capacity.bottleneck?.name, "Throttle of POST /orders in $default");
    assert.equal(http.capacity.bottleneck.requestsPerSecond, 5);
    assert.deepEqual(http.capacity.unknown, ["https://backend.example.com/x&y<b>"]);
    assert.deepEqual(
      rest?.capacity.bounds
        .slice(0, 2)
        .map(({ name, requestsPerSecond, perConsumer }) => [name, requestsPerSecond, perConsumer]),
      [
        ["Quota of plan tiers-free", 0.01, true],
        ["Throttle of plan tiers-free", 1, true],
      ],
    );
    assert.ok(rest.capacity.bottleneck?.perConsumer === false);
  });

  it("prices the cache, and says from how many hits on it costs less than it saves", () => {
    const rest = whole.stacks[0]?.apis[1];
    assert.equal(rest?.cost.lines.find(({ name }) => name === "Cache of live")?.monthly?.toFixed(2), "14.60");
    assert.match(rest.breakEvens.join("\n"), /The cache of live \(\$14\.60 a month\) costs less .* from [\d,]+ hits/);
  });

  it("says what one stack has that the other has not", () => {
    const lines = whole.difference?.changes.map(({ api, kind, what, before, after }) => [
      api,
      kind,
      what,
      before,
      after,
    ]);
    assert.deepEqual(
      lines?.filter(([, , what]) => !/cost|bottleneck/.test(what ?? "")),
      [
        ["shop", "changed", "route GET /a: throttle", "100/s, 200 at once", "1000/s, 2000 at once"],
        ["shop", "changed", "route GET /health: throttle", "100/s, 200 at once", "1000/s, 2000 at once"],
        ["shop", "added", "route POST /orders", undefined, undefined],
        ["partners", "added", "the whole API", undefined, undefined],
        ["the stack", "added", "usage plan tiers-free", undefined, undefined],
      ],
    );
  });

  it("is valid JSON as JSON", () => {
    assert.deepEqual(JSON.parse(FORMATS.json(whole)), JSON.parse(JSON.stringify(whole)));
  });

  it("escapes what is markup in Markdown, Mermaid and HTML", () => {
    const markdown = reportMarkdown(whole);
    assert.match(markdown, /```mermaid\nflowchart LR\n {2}subgraph a0\["shop"\]/);
    assert.match(markdown, /\["HTTP https:\/\/backend\.example\.com\/x#38;y#60;b#62;"\]/);
    assert.match(markdown, /\| HTTP https:\/\/backend\.example\.com\/x&y&lt;b> \|/);
    const html = reportHtml(whole);
    assert.ok(!html.includes("<b>"));
    assert.match(html, /HTTP https:\/\/backend\.example\.com\/x&amp;y&lt;b&gt;/);
  });

  it("is one HTML file that loads nothing, with a policy that allows its own style and script alone", () => {
    const html = reportHtml(whole);
    assert.doesNotMatch(html, /<(link|img|iframe)|\bsrc=|url\(|@import|style="/);
    assert.match(html, /default-src 'none'.*style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'/);
    assert.match(html, /<tr role="row" data-route="1" class="open">/);
  });
});

describe("the picture of an API", () => {
  it("joins address, stage, route, authorizer and integration", async () => {
    const [api] = (await reportOn(() => shop(10))).apis;
    assert.ok(api);
    const { nodes, edges } = pictureOf(api);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((column) => nodes.filter((node) => node.column === column).map(({ label }) => label)),
      [
        ["execute-api"],
        ["$default"],
        ["GET /a", "GET /health"],
        ["JWT shop-jwt-authorizer", "open to anyone"],
        ["Lambda orders", "HTTP https://backend.example.com/x&y<b>"],
      ],
    );
    assert.equal(edges.length, 1 + 2 + 2 + 2);
  });

  it("draws many routes in groups, which lose none", async () => {
    const routes = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`GET /r${at}/{id}`, lambda(ARN)]));
    const [api] = (
      await reportOn(() => void new HttpApi("big", { defaultAuthorizer: iam(), deployAs: "openapi", routes }))
    ).apis;
    assert.ok(api);
    const groups = pictureOf(api).nodes.filter(({ column }) => column === 2);
    assert.equal(groups.length, 1);
    assert.equal(groups[0]?.label, "GET /r0/{id} and 999 more");
    assert.equal(groups[0].routes.length, 1000);
  });

  it("is for the terminal without long lists", async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `GET /items${String(index).padStart(2, "0")}`);
    const open = await reportOn(() => {
      new HttpApi("open", {
        defaultAuthorizer: none("a page"),
        routes: Object.fromEntries(keys.map((key) => [key, lambda(ARN)])),
      });
    });
    const lines = FORMATS.text(reportOf([open], TRAFFIC)).split("\n");
    assert.equal(
      lines.find((line) => line.includes("Open to anyone")),
      `  Open to anyone  ${keys.slice(0, 20).join(", ")} and 10 more`,
    );
  });
});
