import assert from "node:assert/strict";
import { parseRouteKey } from "../../aws/route-key";
import { compareRouteKeys, isGreedy } from "../../aws/route-precedence";

describe("compareRouteKeys", () => {
  it("sorts the example of AWS's page into its order", () => {
    const keys = ["$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1"];
    assert.deepEqual(sorted(keys), keys.toReversed());
  });

  it("puts a method before ANY on the same path, and a longer greedy prefix first", () => {
    assert.deepEqual(sorted(["ANY /a", "GET /a", "GET /{x+}", "GET /a/{x+}"]), [
      "GET /a",
      "ANY /a",
      "GET /a/{x+}",
      "GET /{x+}",
    ]);
  });

  it("orders every two routes, whichever stands first", () => {
    for (const [first, second] of [
      ["GET /a/{id}", "GET /{x}/{y}"],
      ["GET /a/b", "GET /a/{id}"],
      ["GET /{x}/b", "GET /{x}/{y}"],
      ["GET /a/{id}/{more}", "GET /a/{id}"],
      ["GET /a/{id}", "GET /{x}/b"],
      ["GET /a/{id}", "ANY /a/{id}"],
      ["ANY /a/b", "GET /a/{id}"],
      ["DELETE /a", "GET /a"],
      ["GET /a/{rest+}", "$default"],
      ["ANY /{id}", "GET /{rest+}"],
    ] as const) {
      const [a, b] = [parseRouteKey(first), parseRouteKey(second)];
      assert.ok(compareRouteKeys(a, b) < 0, `${first} before ${second}`);
      assert.ok(compareRouteKeys(b, a) > 0, `${second} after ${first}`);
      assert.equal(compareRouteKeys(a, a), 0);
    }
  });
});

describe("isGreedy", () => {
  it("holds where the last part of the path takes all that follows", () => {
    assert.equal(isGreedy(parseRouteKey("GET /a/{rest+}")), true);
    assert.equal(isGreedy(parseRouteKey("GET /a/{id}")), false);
    assert.equal(isGreedy(parseRouteKey("$default")), false);
  });
});

function sorted(keys: string[]): string[] {
  return keys
    .map(parseRouteKey)
    .sort(compareRouteKeys)
    .map((route) => route.key);
}
