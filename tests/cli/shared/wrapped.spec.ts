import assert from "node:assert/strict";
import { wrapped } from "../../../cli/shared/wrapped";

describe("a wrapped line", () => {
  it("breaks between words, and goes on below its text", () => {
    assert.equal(wrapped("  mandatory  the rule says so", 20, 4), "  mandatory  the\n    rule says so");
  });

  it("keeps a word whole that is longer than the line", () => {
    assert.equal(
      wrapped("see https://example.com/rules/x for it", 12, 2),
      "see\n  https://example.com/rules/x\n  for it",
    );
  });

  it("counts no colours, and leaves a line alone that fits, or a terminal without width", () => {
    assert.equal(wrapped("\u001b[31mred\u001b[39m line", 8, 2), "\u001b[31mred\u001b[39m line");
    assert.equal(wrapped("a b c d e f", Infinity, 2), "a b c d e f");
    assert.equal(wrapped("a b c d e f", 4, 13), "a b c d e f");
  });
});
