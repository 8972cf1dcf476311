import assert from "node:assert/strict";
import type { ResourceNode } from "../../engine/graph";
import { welcome } from "../../cli/welcome";
import { startGateway } from "../../gateway/runtime";
import { graphOf, httpApi } from "../gateway/program";

/** What is printed, with the gateway's port left out. */
async function welcomed(resources: ResourceNode[]): Promise<string[]> {
  const graph = graphOf(resources);
  const gateway = await startGateway(graph, { port: 0 });
  try {
    return (await welcome(graph, gateway)).replaceAll(/127\.0\.0\.1:\d+/g, "HOST").split("\n");
  } finally {
    await gateway.close();
  }
}

function routes(...keys: string[]): ResourceNode[] {
  return httpApi({ routes: Object.fromEntries(keys.map((key) => [key, { http: "https://example.com" }])) });
}

describe("what serve prints first", () => {
  it("has a curl line for each route that reads or posts, and names the others", async () => {
    assert.deepEqual(await welcomed(routes("GET /orders", "GET /orders/{id}", "POST /orders", "DELETE /orders/{id}")), [
      "",
      "api, stage $default: http://HOST/",
      "  curl 'http://HOST/orders'",
      "  curl -H 'Content-Type: application/json' -d '{}' 'http://HOST/orders'",
      "  and GET /orders/{id}, DELETE /orders/{id}",
    ]);
  });

  it("makes up a path parameter only where no other route can be shown", async () => {
    assert.deepEqual((await welcomed(routes("GET /orders/{id}"))).slice(2), ["  curl 'http://HOST/orders/1'"]);
  });

  it("names routes without curl lines as they are", async () => {
    assert.deepEqual((await welcomed(routes("DELETE /orders/{id}", "PUT /orders/{id}"))).slice(2), [
      "  DELETE /orders/{id}, PUT /orders/{id}",
    ]);
  });

  it("says that there is nothing to serve where the program declares no API", async () => {
    assert.deepEqual(await welcomed([]), [
      "",
      "There is nothing to serve: gateway declares no HTTP, REST or WebSocket API in stage test.",
    ]);
  });
});
