import assert from "node:assert/strict";
import { isRecord } from "../../language/is-record";

describe("isRecord", () => {
  it("takes objects, and neither lists nor other values", () => {
    assert.deepEqual([{}, { a: 1 }, Object.create(null)].map(isRecord), [true, true, true]);
    assert.deepEqual(
      [null, undefined, [], ["a"], "{}", 1, true, () => undefined].map(isRecord),
      Array<boolean>(8).fill(false),
    );
  });
});
