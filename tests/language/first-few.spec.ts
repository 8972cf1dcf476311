import assert from "node:assert/strict";
import { firstFew } from "../../language/first-few";

describe("the first few of several texts", () => {
  for (const [texts, listed] of [
    [[], ""],
    [["dev"], "dev"],
    [["dev", "prod"], "dev, prod"],
    [["dev", "staging", "prod", "test"], "dev, staging and 2 more"],
  ] as const) {
    it(`are ${JSON.stringify(listed)}`, () => assert.equal(firstFew(texts, 2), listed));
  }
});
