import assert from "node:assert/strict";
import { HTTP_API_LIMITS, LAMBDA_LIMITS, LIMITS, WEBSOCKET_API_LIMITS } from "../../aws/quotas";

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
