import assert from "node:assert/strict";
import { RequestMetrics } from "../../../../gateway/server/console/metrics";
import type { RequestRecord } from "../../../../gateway/server/shared/request-record";

function record(changes: Partial<RequestRecord>): RequestRecord {
  return {
    time: 0,
    requestId: "r",
    kind: "http",
    api: "shop",
    stage: "$default",
    method: "GET",
    path: "/orders",
    route: "GET /orders",
    status: 200,
    duration: 12,
    decidedBy: "function orders",
    notes: [],
    ...changes,
  };
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
describe("the metrics of the gateway", () => {
  it("count requests by route and status, with buckets of their durations", () => {
    const metrics = new RequestMetrics();
    metrics.count(record({}));
    metrics.count(record({ status: 500, duration: 20_000 }));
    metrics.count(record({ route: 'GET /"odd"\\' }), { steps: { calls: [], integration: { start: 1, duration: 5 } } });
    metrics.count(record({}));
    const text = metrics.text([{ name: "gatewright_up", help: "It is up.", samples: [{ labels: {}, value: 1 }] }]);
    const labels = 'kind="http",api="shop",stage="$default",route="GET /orders"';
    assert.equal(
      text.split("\n").slice(0, 5).join("\n"),
      [
        "# HELP gatewright_requests_total Requests and WebSocket events that were answered.",
        "# TYPE gatewright_requests_total counter",
        `gatewright_requests_total{${labels},status="200"} 2`,
        `gatewright_requests_total{${labels},status="500"} 1`,
        'gatewright_requests_total{kind="http",api="shop",stage="$default",route="GET /\\"odd\\"\\\\",status="200"} 1',
      ].join("\n"),
    );
    const expected = [
      `gatewright_request_duration_seconds_bucket{${labels},le="0.01"} 0`,
      `gatewright_request_duration_seconds_bucket{${labels},le="0.025"} 2`,
      `gatewright_request_duration_seconds_bucket{${labels},le="10"} 2`,
      `gatewright_request_duration_seconds_bucket{${labels},le="+Inf"} 3`,
      `gatewright_request_duration_seconds_sum{${labels}} 20.024`,
      `gatewright_request_duration_seconds_count{${labels}} 3`,
      "# TYPE gatewright_integration_duration_seconds histogram",
      "# TYPE gatewright_up gauge\ngatewright_up 1\n",
    ];
    expected.forEach((line) => assert.ok(text.includes(line), `${line}\n${text}`));
    assert.ok(!text.includes("authorizer"));
  });

  it("take no path of a client for a label", () => {
    const metrics = new RequestMetrics();
    for (let index = 0; index < 100; index++) {
      metrics.count(record({ route: undefined, path: `/${index}`, status: 404 }));
    }
    assert.match(
      metrics.text([]),
      /^gatewright_requests_total\{kind="http",api="shop",stage="\$default",route="",status="404"\} 100$/m,
    );
  });
});
