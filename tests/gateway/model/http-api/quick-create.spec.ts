import assert from "node:assert/strict";
import { api, FUNCTION_ARN, graph, ordersFunction, permission } from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("quick create", () => {
  it("makes a $default route and stage of a function", () => {
    const model = readSnapshot(graph(api({ target: FUNCTION_ARN }), ordersFunction(), permission())).model;
    const [found] = model.httpApis;
    assert.deepEqual(model.problems, []);
    assert.equal(found?.routes[0]?.routeKey, "$default");
    assert.equal(found?.routes[0]?.integration?.payloadFormatVersion, "2.0");
    assert.equal(found?.routes[0]?.integration?.lambda?.function?.name, "orders");
    assert.deepEqual(
      found?.stages.map((stage) => [stage.name, stage.deployed]),
      [["$default", true]],
    );
  });

  it("makes an HTTP proxy of a URL, with the route key given", () => {
    const [found] = readSnapshot(graph(api({ target: "https://example.com", routeKey: "ANY /{proxy+}" }))).model
      .httpApis;
    assert.equal(found?.routes[0]?.routeKey, "ANY /{proxy+}");
    assert.equal(found?.routes[0]?.integration?.type, "HTTP_PROXY");
    assert.equal(found?.routes[0]?.integration?.method, "ANY");
    assert.equal(found?.routes[0]?.invokePermission, "notNeeded");
  });

  it("reports a malformed route key", () => {
    const model = readSnapshot(graph(api({ target: "https://example.com", routeKey: "/x" }))).model;
    assert.equal(model.problems[0]?.text, `routeKey "/x": the method is missing; write "GET /x" or "ANY /x".`);
  });
});
