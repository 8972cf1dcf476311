import assert from "node:assert/strict";
import { calculate, compareNumbers, toInteger } from "../../../../gateway/behavior/templates/java-math";
import { BigDecimal } from "../../../../gateway/behavior/templates/java-values";
import { jsonPathText } from "../../../../gateway/behavior/templates/json-path/evaluate";

const decimal = (text: string): BigDecimal => BigDecimal.parse(text);

/** A client writes a large exponent in a few bytes: each of these took half a minute of the gateway's only thread. */
describe("decimals with large exponents", () => {
  for (const [left, right, expected] of [
    ["1e999999999", "2", 1],
    ["-1e999999999", "2", -1],
    ["1e-999999999", "2", -1],
    ["1e-999999999", "0", 1],
    ["-1e-999999999", "0", -1],
    ["0e999999999", "0", 0],
    ["1e999999999", "10e999999998", 0],
    ["1.5", "15e-1", 0],
    ["1e3", "999", 1],
    ["-1e3", "-999", -1],
  ] as const) {
    it(`compare ${left} and ${right} at once`, () => {
      assert.equal(Math.sign(compareNumbers(decimal(left), decimal(right))), expected);
      assert.equal(Math.sign(compareNumbers(decimal(right), decimal(left))), expected === 0 ? 0 : -expected);
    });
  }

  for (const operator of ["+", "-", "/"] as const) {
    it(`fail at ${operator} as an error of the template`, () => {
      assert.throws(
        () => calculate(operator, decimal("1e-999999999"), decimal("1e999999999")),
        /cannot be calculated with/,
      );
    });
  }

  it("have the whole part that Java's longValue has", () => {
    assert.deepEqual(
      ["1e999999999", "1e-999999999", "12.9e0", "-12.9e0", "5e3"].map((text) => toInteger(decimal(text))),
      [0n, 0n, 12n, -12n, 5000n],
    );
  });

  it("beyond Java's int are no numbers, in a path as in a template", () => {
    assert.throws(() => decimal("1e99999999999"), /the exponent of 1e99999999999 is out of range/);
    assert.equal(jsonPathText("$[?(@.a == 1)]", '{"a":1.00000000000000000000e-999999999}'), "[]");
    assert.equal(jsonPathText("$.a", '{"a":1.00000000000000000000e-99999999999}'), undefined);
  });

  it("and products of more than 100,000 bits end a template, which a loop would make of a few numbers", () => {
    const large = 2n ** 50_000n;
    assert.equal(calculate("*", large, large / 4n), large * (large / 4n));
    for (const [left, right] of [
      [large, large],
      [new BigDecimal(large, 1), new BigDecimal(large, 2)],
    ] as const) {
      assert.throws(() => calculate("*", left, right), {
        message: "a number of more than 100000 bits cannot be calculated with",
      });
    }
  });
});
