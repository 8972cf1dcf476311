import assert from "node:assert/strict";
import { parseRouteKey } from "../../../../aws/route-key";
import { MethodTable } from "../../../../gateway/behavior/rest-api/route-selection";
import type { RestMethodModel } from "../../../../gateway/model/rest-api/definition-model";

const table = (...keys: string[]): MethodTable =>
  new MethodTable(
    keys.map(
      (key) =>
        ({ key: parseRouteKey(key), httpMethod: key.split(" ")[0] }) as Partial<RestMethodModel> as RestMethodModel,
    ),
  );

/** The key that takes a request, and its path parameters. */
function selected(keys: string[], request: string): [string, Record<string, string>] | undefined {
  const [method = "", path = ""] = request.split(" ");
  const match = table(...keys).select(method, path);
  return match && [match.method.key.key, match.pathParameters];
}

describe("the method of a REST API that takes a request", () => {
  // "API Gateway selects the most specific resource": the page and the recorded test that the table names
  for (const [keys, request, expected] of [
    [["GET /pets", "GET /{x}"], "GET /pets", ["GET /pets", {}]],
    [["GET /pets", "GET /{x}"], "GET /cats", ["GET /{x}", { x: "cats" }]],
    [["GET /pets/{id}", "GET /{proxy+}"], "GET /pets/1", ["GET /pets/{id}", { id: "1" }]],
    [["GET /pets/{id}", "GET /{proxy+}"], "GET /pets/1/toys", ["GET /{proxy+}", { proxy: "pets/1/toys" }]],
    [["GET /{a}/b", "GET /{a}/{b}"], "GET /x/b", ["GET /{a}/b", { a: "x" }]],
    [["GET /a/{__proto__}"], "GET /a/7", ["GET /a/{__proto__}", Object.fromEntries([["__proto__", "7"]])]],
    [["GET /a/{__proto__+}"], "GET /a/7/8", ["GET /a/{__proto__+}", Object.fromEntries([["__proto__", "7/8"]])]],
    // https://github.com/localstack/localstack test_proxy_routing_with_hardcoded_resource_sibling, validated against AWS
    [["POST /test", "OPTIONS /{proxy+}"], "OPTIONS /test", ["OPTIONS /{proxy+}", { proxy: "test" }]],
    [["POST /{id}", "GET /{proxy+}"], "GET /1", ["GET /{proxy+}", { proxy: "1" }]],
    [["GET /a", "ANY /a"], "GET /a", ["GET /a", {}]],
    [["GET /a", "ANY /a"], "PUT /a", ["ANY /a", {}]],
    // DELETE, GET, HEAD, OPTIONS, PATCH, POST, and PUT: api-gateway-set-up-simple-proxy.html
    [["ANY /a"], "TRACE /a", undefined],
    [["GET /a"], "POST /a", undefined],
    [["GET /"], "GET /", ["GET /", {}]],
    [["GET /"], "GET ", ["GET /", {}]],
    [["GET /a"], "GET /a/", ["GET /a", {}]],
    [["GET /a/{x}"], "GET /a/", undefined],
    [["GET /a/{x}"], "GET /a//", undefined],
    [["GET /{proxy+}"], "GET /", undefined],
    [["GET /files/{path+}"], "GET /files", undefined],
    [["GET /files/{path+}"], "GET /files/a%2Fb/c", ["GET /files/{path+}", { path: "a%2Fb/c" }]],
    [["GET /{x}"], "GET /50%25", ["GET /{x}", { x: "50%25" }]],
    [["GET /a/b"], "GET /a/b/c", undefined],
    [["GET /{a}/x"], "GET /a/y", undefined],
    [["GET /{a}/b"], "GET /x/%62", ["GET /{a}/b", { a: "x" }]],
    [["GET /pets"], "GET /%70ets", ["GET /pets", {}]],
    // what is encoded in a part does not end it
    [["GET /a/b", "GET /{x}"], "GET /a%2Fb", ["GET /{x}", { x: "a%2Fb" }]],
    [["GET /a/b", "GET /{x}"], "GET /a%0Ab", ["GET /{x}", { x: "a%0Ab" }]],
  ] as const) {
    it(`of ${request} is ${expected?.[0] ?? "none"} among ${keys.join(", ")}`, () => {
      assert.deepEqual(selected([...keys], request), expected);
    });
  }
});
