import assert from "node:assert/strict";
import { asksForInvalidation, ResponseCache } from "../../../../gateway/behavior/rest-api/response-cache";

const response = (statusCode: number, size = 1) => ({ statusCode, headers: [], body: Buffer.alloc(size) });

describe("ResponseCache", () => {
  it("keeps a response for its time to live, of 3,600 seconds at most", () => {
    const cache = new ResponseCache();
    const kept = response(200);
    cache.set("a", kept, 300, 0);
    cache.set("b", kept, 9_999, 0);
    assert.equal(cache.get("a", 299_999), kept);
    assert.equal(cache.get("a", 300_000), undefined);
    assert.equal(cache.get("b", 3_600_000), undefined);
  });

  it("keeps 1,048,576 bytes and no more", () => {
    const cache = new ResponseCache();
    cache.set("fits", response(200, 1_048_576), 1, 0);
    cache.set("large", response(200, 1_048_577), 1, 0);
    assert.ok(cache.get("fits", 0) !== undefined);
    assert.equal(cache.get("large", 0), undefined);
  });

  it("forgets an entry whose new response failed, and the oldest above its capacity", () => {
    const cache = new ResponseCache(2);
    ["a", "b", "c"].forEach((key) => cache.set(key, response(200), 1, 0));
    cache.set("c", response(500), 1, 0);
    assert.deepEqual(
      ["a", "b", "c"].map((key) => cache.get(key, 0) !== undefined),
      [false, true, false],
    );
  });
});

describe("asksForInvalidation", () => {
  it("knows max-age=0 among other directives, and no other age", () => {
    assert.deepEqual(
      ["max-age=0", "no-store, Max-Age = 0", "max-age=01", "max-age=10", undefined].map(asksForInvalidation),
      [true, true, false, false, false],
    );
  });
});
