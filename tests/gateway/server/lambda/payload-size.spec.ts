import assert from "node:assert/strict";
import { isOverPayloadLimit } from "../../../../gateway/server/lambda/payload-size";

const LIMIT = 6 * 1024 * 1024;

describe("isOverPayloadLimit", () => {
  it("takes exactly 6 MB, and not a byte more", () => {
    assert.equal(isOverPayloadLimit("x".repeat(LIMIT)), false);
    assert.equal(isOverPayloadLimit("x".repeat(LIMIT + 1)), true);
  });

  it("counts bytes, of which most of the world's characters have two or three", () => {
    assert.equal(isOverPayloadLimit("é".repeat(LIMIT / 2)), false);
    assert.equal(isOverPayloadLimit(`${"é".repeat(LIMIT / 2)}x`), true);
    assert.equal(isOverPayloadLimit("日".repeat(LIMIT / 3)), false);
    assert.equal(isOverPayloadLimit(`${"日".repeat(LIMIT / 3)}x`), true);
  });
});
