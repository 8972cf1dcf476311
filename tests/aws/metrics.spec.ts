import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  APPLICATION_BALANCER_METRICS,
  CERTIFICATE_METRICS,
  LAMBDA_METRICS,
  NETWORK_BALANCER_METRICS,
  QUEUE_METRICS,
} from "../../aws/backend-metrics";
import type { Metric } from "../../aws/metric";
import { API_METRICS, apiNameDimension, apisWithMetric } from "../../aws/metrics";

interface ConsoleMetric {
  statistic: string;
  dimensions: string[][];
}

const { metrics: CONSOLE } = JSON.parse(readFileSync(join(__dirname, "console-metrics.json"), "utf8")) as {
  metrics: Record<string, Record<string, ConsoleMetric>>;
};

/** The directory of CloudWatch's own console is the judge: `source` in the file has where it is from. */
describe("the metrics of CloudWatch's console", () => {
  it("of API Gateway are those of the three kinds of API together", () => {
    const ours = new Set(Object.values(API_METRICS).flatMap((table) => Object.keys(table)));
    assert.deepEqual([...ours].sort(), Object.keys(CONSOLE["AWS/ApiGateway"] ?? {}).sort());
  });

  /** The page of REST APIs has ApiName alone; the console's directory adds these sets, by which no alarm of Gatewright finds a REST API. */
  const CONSOLE_ONLY = ["4XXError", "5XXError", "CacheHitCount", "CacheMissCount"].map((name) => `${name} ApiId,Stage`);
  /** The page of WebSocket APIs has no route, and the list of recommended alarms has: both are in the table. */
  it("of API Gateway have the dimensions of a kind of API", () => {
    const missing = Object.entries(CONSOLE["AWS/ApiGateway"] ?? {}).flatMap(([name, { dimensions }]) =>
      dimensions.filter((set) => apisWithMetric(name, set).length === 0).map((set) => `${name} ${set.join()}`),
    );
    assert.deepEqual(missing, CONSOLE_ONLY);
  });

  const backends = [LAMBDA_METRICS, APPLICATION_BALANCER_METRICS, NETWORK_BALANCER_METRICS, QUEUE_METRICS];
  /** Newer than the console's directory; the page of each metric has it. */
  const NEWER = ["AWS/Lambda AsyncEventsDropped", "AWS/Lambda ClaimedAccountConcurrency"];
  it("of what stands behind an API have the dimensions that alarms read", () => {
    const unknown: string[] = [];
    for (const { namespace, name, dimensions } of backends.flatMap((table) => Object.values<Metric>(table))) {
      const own = CONSOLE[namespace]?.[name];
      if (own === undefined) {
        unknown.push(`${namespace} ${name}`);
        continue;
      }
      const sets = own.dimensions.map((set) => set.join());
      assert.deepEqual(
        dimensions.map((set) => set.join()).filter((set) => !sets.includes(set) && set !== EVERY_VERSION),
        [],
        name,
      );
    }
    assert.deepEqual(unknown.sort(), NEWER);
  });
});

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html has it for all; the directory for some. */
const EVERY_VERSION = "ExecutedVersion,FunctionName,Resource";

describe("the metrics of CloudWatch", () => {
  /** The tables of the three pages. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
  it("are those of AWS's pages, for each kind of API", () => {
    assert.deepEqual(Object.keys(API_METRICS.HTTP), [
      "4xx",
      "5xx",
      "Count",
      "IntegrationLatency",
      "Latency",
      "DataProcessed",
    ]);
    assert.deepEqual(Object.keys(API_METRICS.REST), [
      "4XXError",
      "5XXError",
      "CacheHitCount",
      "CacheMissCount",
      "Count",
      "IntegrationLatency",
      "Latency",
    ]);
    assert.deepEqual(Object.keys(API_METRICS.WEBSOCKET), [
      "ConnectCount",
      "MessageCount",
      "IntegrationError",
      "ClientError",
      "ExecutionError",
      "IntegrationLatency",
    ]);
  });

  it("have sorted dimensions, and a page of AWS each", () => {
    const tables = [
      ...Object.values(API_METRICS),
      LAMBDA_METRICS,
      APPLICATION_BALANCER_METRICS,
      NETWORK_BALANCER_METRICS,
      CERTIFICATE_METRICS,
      QUEUE_METRICS,
    ];
    for (const metric of tables.flatMap((table) => Object.values(table))) {
      for (const set of [...metric.dimensions, ...(metric.detailed ?? [])]) {
        assert.deepEqual([...set], [...set].sort(), metric.name);
      }
      assert.match(metric.page, /^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html$/);
    }
  });

  const found: [name: string, dimensions: string[], kinds: string[]][] = [
    ["5xx", ["Stage", "ApiId"], ["HTTP"]],
    ["5XXError", ["ApiName", "Stage"], ["REST"]],
    ["5xx", ["ApiName", "Stage"], []],
    ["5XXError", ["ApiId", "Stage"], []],
    ["Latency", ["ApiId"], ["HTTP"]],
    ["IntegrationLatency", ["ApiId", "Stage"], ["HTTP", "WEBSOCKET"]],
    ["Count", ["ApiName", "Method", "Resource", "Stage"], ["REST"]],
    ["Count", ["ApiId", "Route", "Stage"], []],
    ["IntegrationLatency", ["ApiId", "Route", "Stage"], ["WEBSOCKET"]],
    ["Count", ["Stage"], []],
    ["constructor", ["ApiId"], []],
  ];
  for (const [name, dimensions, kinds] of found) {
    it(`of ${name} by ${dimensions.join(", ")} are of ${kinds.join(" and ") || "no API"}`, () => {
      assert.deepEqual(apisWithMetric(name, dimensions), kinds);
    });
  }

  it("name a REST API without what is not ASCII, or by its id", () => {
    assert.equal(apiNameDimension("orders-ü", "a1b2"), "orders-");
    assert.equal(apiNameDimension("注文", "a1b2"), "a1b2");
    assert.equal(apiNameDimension("orders", "a1b2"), "orders");
  });
});
