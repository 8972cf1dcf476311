import assert from "node:assert/strict";
import { httpApi } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type Server } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.throttling;
const fn = { function: "echo" };

/** Returns how many of so many requests at once get through. */
async function admitted(server: Server, path: string, requests: number): Promise<number[]> {
  const responses = await Promise.all(Array.from({ length: requests }, () => server.send({ path })));
  return responses.map(({ status }) => status).sort();
}

function burst(name: string, path: string, requests: number, passing: number): Case {
  return {
    name,
    source,
    request: { path: "/warm" },
    expect: async (_response, server) => {
      const statuses = await admitted(server, path, requests);
      assert.equal(statuses.filter((status) => status === 200).length, passing, statuses.join(" "));
      assert.equal(statuses.filter((status) => status === 429).length, requests - passing, statuses.join(" "));
    },
  };
}

// the rates are so low that no token comes back while a case runs
conformance({
  name: "conformance: throttling",
  given: () => [
    echoFunction("echo"),
    ...httpApi({
      routes: Object.fromEntries(
        ["GET /warm", "GET /a", "GET /b", "GET /own", "GET /fast", "GET /closed", "$default"].map((key) => [key, fn]),
      ),
      stages: {
        $default: {
          defaultRouteSettings: { throttlingRateLimit: 0.01, throttlingBurstLimit: 3 },
          routeSettings: [
            { routeKey: "GET /warm", throttlingRateLimit: 1000, throttlingBurstLimit: 1000 },
            { routeKey: "GET /own", throttlingRateLimit: 0.01, throttlingBurstLimit: 1 },
            { routeKey: "GET /fast", throttlingRateLimit: 50, throttlingBurstLimit: 1 },
            { routeKey: "GET /closed", throttlingRateLimit: 0, throttlingBurstLimit: 0 },
          ],
        },
        free: {},
      },
    }),
  ],
  cases: [
    burst("the burst is what gets through at once", "/a", 5, 3),
    burst("each route has a bucket of its own", "/b", 5, 3),
    burst("a route's own settings go before the stage's", "/own", 3, 1),
    burst("$default has a bucket too", "/anything", 4, 3),
    burst("a burst of 0 lets nothing through", "/closed", 2, 0),
    burst("a stage without settings does not throttle a few requests", "/free/a", 10, 10),
    {
      name: "a refused request gets 429 in API Gateway's words",
      source,
      request: { path: "/closed" },
      expect: { status: 429, body: '{"message":"Too Many Requests"}', headers: { "content-type": "application/json" } },
    },
    {
      name: "tokens come back at the steady rate",
      source,
      request: { path: "/fast" },
      expect: async ({ status }, server) => {
        assert.equal(status, 200);
        await new Promise((done) => setTimeout(done, 40));
        assert.equal((await server.send({ path: "/fast" })).status, 200);
      },
    },
  ],
});
