import type { MetricsOf } from "../../../aws/metrics";
import { type ApiMonitoringArgs, HttpApi, lambda, none, RestApi, WebSocketApi } from "../../../components";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
const defaultAuthorizer = none("a test");
export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";

/** Every argument that makes an alarm on each kind of API. */
export const EVERYTHING: ApiMonitoringArgs = {
  objectives: { availability: 99.9, latency: { p99: 800 } },
  notify: TOPIC,
  anomalyBand: 3,
  functions: {
    orders: {
      name: "orders",
      timeout: 10,
      reservedConcurrentExecutions: 50,
      lastModified: "2026-11-29T12:00:00.000+0000",
    },
  },
  deadLetterQueues: { orders: "orders-dead" },
  certificates: { api: "arn:aws:acm:eu-west-1:123456789012:certificate/a" },
  deployments: [{ at: "2026-11-28T09:30:00+01:00", label: "v42" }],
  targetGroups: {
    tasks: {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/0123456789abcdef",
      targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/tasks/0123456789abcdef",
    },
  },
};

const CONSUMERS: ApiMonitoringArgs["consumers"] = {
  acme: { value: "key1", quota: { limit: 10_000, period: "DAY" } },
  big: { value: "key2", quota: { limit: 300_000, period: "MONTH" } },
};

/** Makes an API of each kind with every alarm that it can have, by the short form. */
export const EVERY_MONITORING: Readonly<Record<MetricsOf, () => HttpApi | RestApi | WebSocketApi>> = {
  HTTP: () =>
    new HttpApi("orders", {
      defaultAuthorizer,
      detailedMetrics: true,
      routes: { "GET /orders": target },
      monitoring: EVERYTHING,
    }),
  REST: () =>
    new RestApi("orders", {
      defaultAuthorizer,
      detailedMetrics: true,
      cacheSize: "0.5",
      release: 2,
      canary: { percentTraffic: 10 },
      routes: { "GET /orders": target },
      monitoring: { ...EVERYTHING, consumers: CONSUMERS },
    }),
  WEBSOCKET: () =>
    new WebSocketApi("orders", {
      authorizer: defaultAuthorizer,
      detailedMetrics: true,
      routes: { say: { integration: target } },
      monitoring: EVERYTHING,
    }),
};
