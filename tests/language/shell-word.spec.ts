import assert from "node:assert/strict";
import { shellWord } from "../../language/shell-word";

describe("a word of a shell", () => {
  for (const [text, word] of [
    ["orders-api", "orders-api"],
    ["../apis/orders_2", "../apis/orders_2"],
    ["My API", "'My API'"],
    ["Grüße", "'Grüße'"],
    ["it's", String.raw`'it'\''s'`],
  ] as const) {
    it(`is ${word} for ${text}`, () => assert.equal(shellWord(text), word));
  }
});
