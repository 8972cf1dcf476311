import assert from "node:assert/strict";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { HttpApi, jwt, lambda, lambdaAuthorizer, Monitoring, none, RestApi, UsagePlans } from "../../components";
import { readSnapshot } from "../../gateway/model/snapshot";
import { type Change, difference } from "../../report/difference";
import { FORMATS } from "../../report/format";
import { reportOf } from "../../report/report";
import { type StackReport, stackReport } from "../../report/stack-report";
import { AccountQuotas } from "../../aws/account-quotas";
import { deploy } from "../support/deploy";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";
const TRAFFIC = { requests: 1_000_000, kilobytes: 4, milliseconds: 100 };
const SECRET = "s3cr3t-value-of-a-key-of-acme";

/** The settings that two stacks of one program have otherwise. */
interface Choice {
  origin: string;
  issuer: string;
  ttl: number;
  timeout: number;
  daily: number;
  keys: string[];
  domain: string;
  tracing: boolean;
  retention: number;
}

const STAGING: Choice = {
  origin: "https://staging.example.com",
  issuer: "https://staging.issuer.example.com/",
  ttl: 0,
  timeout: 29_000,
  daily: 100,
  keys: ["acme"],
  domain: "staging.example.com",
  tracing: false,
  retention: 7,
};
const PROD: Choice = {
  origin: "https://www.example.com",
  issuer: "https://issuer.example.com/",
  ttl: 60,
  timeout: 5_000,
  daily: 1_000,
  keys: ["acme", "zenith"],
  domain: "api.example.com",
  tracing: true,
  retention: 30,
};

function program(choice: Choice): void {
  const shop = new HttpApi("shop", {
    defaultAuthorizer: jwt({
      name: "jwt",
      issuer: choice.issuer,
      audience: [choice.tracing ? "orders" : "staging-orders"],
    }),
    cors: { allowOrigins: [choice.origin] },
    detailedMetrics: choice.tracing,
    accessLog: { retentionInDays: choice.retention },
    routes: { "GET /a": lambda(ARN, { timeoutMilliseconds: choice.timeout }) },
  });
  const authorizer = lambdaAuthorizer(ARN, { name: "asks", resultTtlInSeconds: choice.ttl });
  const partners = new RestApi("partners", {
    defaultAuthorizer: authorizer,
    apiKeyRequired: true,
    tracing: choice.tracing,
    stageVariables: { backend: choice.origin, ...(choice.tracing ? { flag: "on" } : undefined) },
    routes: {
      "POST /orders": { integration: lambda(ARN) },
      "GET /health": { integration: lambda(ARN), authorizer: none("a page") },
    },
  });
  new UsagePlans("tiers", {
    stages: [{ api: partners }],
    plans: { free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: choice.daily, period: "DAY" } } },
    consumers: Object.fromEntries(choice.keys.map((key) => [key, { plan: "free", value: `${SECRET}-${key}` }])),
  });
  new apigatewayv2.DomainName("domain", {
    domainName: choice.domain,
    region: "eu-west-1",
    domainNameConfiguration: {
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/a",
      endpointType: "REGIONAL",
      securityPolicy: "TLS_1_2",
    },
  });
  new apigatewayv2.ApiMapping("mapping", {
    apiId: shop.id,
    domainName: choice.domain,
    region: "eu-west-1",
    stage: "$default",
  });
  new Monitoring("watch", { api: shop, notify: TOPIC, alarms: choice.tracing ? "all" : "few" });
}

async function reportOn(choice: Choice, quotas = new AccountQuotas()): Promise<StackReport> {
  const { graph } = await deploy(() => program(choice));
  return stackReport(readSnapshot(graph), { traffic: TRAFFIC, quotas });
}

describe("the difference of two stacks", () => {
  let changes: Change[];
  let prod: StackReport;

  before(async () => {
    const staging = await reportOn(STAGING);
    prod = await reportOn(PROD, new AccountQuotas({ http: { routes: 600 } }));
    changes = difference(staging, { ...prod, stack: "prod" }, "staging").changes;
  });

  function changed(api: string, what: string): [before: string | undefined, after: string | undefined] {
    const found = changes.find((change) => change.api === api && change.what === what);
    assert.ok(found, `${api}: ${what} in ${changes.map((each) => `${each.api}: ${each.what}`).join("\n")}`);
    return [found.before, found.after];
  }

  const expected: [api: string, what: string, before: string, after: string][] = [
    ["shop", "CORS origins", "https://staging.example.com", "https://www.example.com"],
    ["shop", "route GET /a: timeout", "29000 ms", "5000 ms"],
    ["shop", "route GET /a: decided by", "https://staging.issuer.example.com/", "https://issuer.example.com/"],
    ["shop", "route GET /a: audiences", "staging-orders", "orders"],
    ["shop", "stage $default: access log retention", "7 days", "30 days"],
    ["shop", "stage $default: detailed metrics", "off", "on"],
    ["shop", "quota Routes per API", "300", "600"],
    ["partners", "route POST /orders: decision cached", "0 s", "60 s"],
    ["partners", "stage live: tracing", "off", "on"],
    ["partners", "stage live: stage variables", "backend", "backend, flag"],
    ["the stack", "usage plan tiers-free: quota", "100 a day", "1,000 a day"],
    ["the stack", "usage plan tiers-free: keys", "tiers-acme-key", "tiers-acme-key, tiers-zenith-key"],
    ["the stack", "dashboards", "", "watch-dashboard"],
  ];
  for (const [api, what, before, after] of expected) {
    it(`has ${what} of ${api}`, () => {
      assert.deepEqual(changed(api, what), [before, after]);
    });
  }

  it("has what only one of them has: domains, keys and alarms", () => {
    const alone = changes.filter(({ kind }) => kind !== "changed").map(({ kind, what }) => `${kind} ${what}`);
    for (const each of [
      "added domain api.example.com",
      "removed domain staging.example.com",
      "added API key tiers-zenith-key",
      "added alarm watch-ticket",
    ]) {
      assert.ok(alone.includes(each), `${each} in ${alone.join("\n")}`);
    }
  });

  it("has no value of a key, in any format", () => {
    const whole = reportOf([prod], TRAFFIC, { base: "staging", stack: "prod", changes });
    for (const [name, format] of Object.entries(FORMATS)) {
      assert.ok(!format(whole).includes(SECRET), name);
    }
  });

  it("is none of a stack and itself", () => {
    assert.deepEqual(difference(prod, prod).changes, []);
  });
});
