import assert from "node:assert/strict";
import {
  accountThrottle,
  countedBy,
  HTTP_API_LIMITS,
  LAMBDA_LIMITS,
  LIMITS,
  limitText,
  WEBSOCKET_API_LIMITS,
} from "../../aws/quotas";

describe("LIMITS", () => {
  const all = Object.entries(LIMITS).flatMap(([kind, table]) =>
    Object.entries(table).map(([key, limit]) => ({ label: `${kind}.${key}`, limit })),
  );

  it("gives every limit a name, a positive whole value and an AWS page", () => {
    for (const { label, limit } of all) {
      assert.ok(limit.name.length > 0, label);
      assert.ok(Number.isInteger(limit.value) && limit.value > 0, label);
      assert.match(limit.source, /^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/, label);
    }
  });

  it("has the values that requests are held to", () => {
    assert.equal(HTTP_API_LIMITS.payload.value, 10_485_760);
    assert.equal(HTTP_API_LIMITS.requestLineAndHeaders.value, 10_240);
    assert.equal(HTTP_API_LIMITS.integrationTimeout.value, 30_000);
    assert.equal(LAMBDA_LIMITS.synchronousPayload.value, 6_291_456);
    assert.equal(WEBSOCKET_API_LIMITS.frame.value, 32_768);
  });

  it("says which limits AWS raises on request", () => {
    assert.equal(HTTP_API_LIMITS.routes.adjustable, true);
    assert.equal(HTTP_API_LIMITS.integrations.adjustable, false);
  });
});

describe("a limit in a sentence", () => {
  const limit = { value: 300, adjustable: true, source: "https://docs.aws.amazon.com/" };

  it("is what it counts, with a small letter where it is a word", () => {
    assert.equal(countedBy({ ...limit, name: "Routes per API", unit: "count" }), "routes");
    assert.equal(countedBy({ ...limit, name: "API keys per account per region", unit: "count" }), "API keys");
    assert.equal(countedBy({ ...limit, name: "Length of a name", unit: "characters" }), "characters");
    assert.equal(limitText({ ...limit, name: "Routes per API", unit: "count" }), "300 routes per API");
    assert.equal(limitText({ ...limit, name: "API keys", unit: "count" }), "300 API keys");
    assert.equal(limitText({ ...limit, name: "Length", unit: "characters" }), "300 characters (Length)");
  });

  it("of requests is smaller in some regions", () => {
    // "2500 RPS": https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    assert.equal(accountThrottle("eu-south-1").value, 2_500);
    assert.equal(accountThrottle("eu-west-1").value, 10_000);
  });
});
