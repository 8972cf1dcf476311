import assert from "node:assert/strict";
import {
  APPLICATION_BALANCER_METRICS,
  CERTIFICATE_METRICS,
  LAMBDA_METRICS,
  NETWORK_BALANCER_METRICS,
  QUEUE_METRICS,
} from "../../aws/backend-metrics";
import { API_METRICS, apiNameDimension, apisWithMetric } from "../../aws/metrics";

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
