import assert from "node:assert/strict";
import { handler } from "../../../stacks/handlers/health";

describe("the health handler", () => {
  it("answers ok", async () => {
    assert.deepEqual(await handler(), {
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: '{"status":"ok"}',
    });
  });
});
