import assert from "node:assert/strict";
import { outOfMemory } from "../../language/out-of-memory";

describe("the report of a full heap", () => {
  const report = (headline: string): string =>
    `<--- Last few GCs --->\n\n\n<--- JS stacktrace --->\n\n${headline}\n----- Native stack trace -----\n\n 1: 0xb78db3 node::OOMErrorHandler\n`;

  it("is one sentence, whichever step of V8 met it", () => {
    for (const headline of [
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
      "FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory",
    ]) {
      assert.equal(
        outOfMemory(report(headline)),
        "It ran out of memory. Look for an endless loop, or allow it more: NODE_OPTIONS=--max-old-space-size=8192 (MB).",
      );
    }
  });

  it("is not what a program says of memory", () => {
    assert.equal(outOfMemory("Error: JavaScript heap out of memory"), undefined);
    assert.equal(outOfMemory("FATAL ERROR: v8::ToLocalChecked Empty MaybeLocal"), undefined);
  });
});
