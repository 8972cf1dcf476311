import assert from "node:assert/strict";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { startGateway } from "../../../../gateway/server";
import { graphOf, httpApi } from "../../../support/http-program";

interface Throttle {
  stage: string;
  routeKey: string;
  left: number;
}

/** Serves an API of so many routes with two stages, whose throttles are hardly refilled, and returns those of its live page. */
async function limitsOf(routes: number, requests: string[]): Promise<Throttle[]> {
  const keys = Array.from({ length: routes }, (_, index) => `GET /items${index}`);
  const stages = Object.fromEntries(
    ["dev", "prod"].map((stage) => [
      stage,
      { autoDeploy: true, defaultRouteSettings: { throttlingRateLimit: 0.001, throttlingBurstLimit: 5 } },
    ]),
  );
  const graph = graphOf(
    httpApi({ stages, routes: Object.fromEntries(keys.map((key) => [key, { http: "http://127.0.0.1:9" }])) }),
  );
  const gateway = await startGateway(readSnapshot(graph), { port: 0, livePage: true });
  try {
    for (const path of requests) {
      await fetch(`${gateway.url}${path}`);
    }
    const activity = (await (await fetch(`${gateway.livePage?.url}data/activity`)).json()) as {
      limits: { throttles: Throttle[] };
    };
    return activity.limits.throttles;
  } finally {
    await gateway.close();
  }
}

describe("the limits of the live page", () => {
  it("has each throttle of a few routes", async () => {
    const throttles = await limitsOf(50, ["/prod/items7"]);
    assert.equal(throttles.length, 100);
    assert.deepEqual(
      throttles.filter(({ left }) => left < 5).map(({ stage, routeKey }) => [stage, routeKey]),
      [["prod", "GET /items7"]],
    );
  });

  it("has the throttles of many routes that are in use, and the others of a stage together", async () => {
    const throttles = await limitsOf(300, ["/prod/items7", "/dev/items299"]);
    assert.deepEqual(
      throttles.map(({ stage, routeKey, left }) => [stage, routeKey, left]),
      [
        ["dev", "GET /items299", 4],
        ["prod", "GET /items7", 4],
        ["dev", "299 more routes", 5],
        ["prod", "299 more routes", 5],
      ],
    );
  });
});
