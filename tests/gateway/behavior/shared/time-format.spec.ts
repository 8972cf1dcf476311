import assert from "node:assert/strict";
import { clfTime } from "../../../../gateway/behavior/shared/time-format";

describe("clfTime", () => {
  it("writes a time as AWS does", () => {
    assert.equal(clfTime(1584039838000), "12/Mar/2020:19:03:58 +0000");
    assert.equal(clfTime(1744668836573), "14/Apr/2025:22:13:56 +0000");
  });

  it("writes every millisecond of a second alike, and another second anew", () => {
    assert.equal(clfTime(1584039838999), "12/Mar/2020:19:03:58 +0000");
    assert.equal(clfTime(1584039839000), "12/Mar/2020:19:03:59 +0000");
    assert.equal(clfTime(1584039838000), "12/Mar/2020:19:03:58 +0000");
  });
});
