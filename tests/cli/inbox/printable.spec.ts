import assert from "node:assert/strict";
import { printable } from "../../../cli/inbox";

describe("the lines of the inbox", () => {
  it("have control characters as escapes, so that a message cannot control the terminal", () => {
    assert.equal(printable("  body: \u001b[31mred\u0007\r\n"), "  body: \\u001b[31mred\\u0007\\u000d\\u000a");
    assert.equal(printable("  body: Grüße 👋"), "  body: Grüße 👋");
  });
});
