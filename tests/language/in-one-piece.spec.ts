import assert from "node:assert/strict";
import { inOnePiece } from "../../language/in-one-piece";

describe("a text in one piece", () => {
  for (const text of ["", "a", '"\\\n\u2028', "\ud800 alone", "\u{1f600}"]) {
    it(`is the same text: ${JSON.stringify(text)}`, () => assert.equal(inOnePiece(text), text));
  }
});
