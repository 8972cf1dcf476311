import assert from "node:assert/strict";
import { withCommas } from "../../language/with-commas";

describe("a number with commas", () => {
  const values = [
    0, 0.004, 0.005, 0.994, 0.995, 1, 1.005, 12.345, 999, 999.995, 1000, 12_345.678, 864, 1e6, 5e7, 1.2e12,
  ];
  for (const value of [...values, ...values.map((each) => -each)]) {
    it(`is that of the language's own tables for ${String(value)}`, () => {
      const local = (digits: number): string =>
        value
          .toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
          .replace(/^-(?=[0,.]*$)/, "");
      assert.deepEqual([withCommas(value), withCommas(value, 2)], [local(0), local(2)]);
    });
  }
});
