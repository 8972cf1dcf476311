import assert from "node:assert/strict";
import { BigDecimal, JavaList } from "../../../../gateway/behavior/templates/java-values";
import { JsonSyntaxError, parseJson } from "../../../../gateway/behavior/templates/json";

describe("parseJson", () => {
  it("reads a text as long as a payload may be, with quotes and backslashes in it", () => {
    const long = 'x\\"'.repeat(2_000_000);
    assert.equal(parseJson(JSON.stringify(long)), long);
    assert.equal(parseJson('"\\\\\\\\"'), "\\\\");
    assert.throws(() => parseJson('"\\"'), JsonSyntaxError);
    assert.throws(() => parseJson('"x'), JsonSyntaxError);
  });

  it("takes no number of more digits than anybody means, which would take long to calculate with", () => {
    const digits = "9".repeat(10_000);
    assert.equal(parseJson(digits), BigInt(digits));
    for (const text of [`${digits}9`, `0.${digits}`, "9".repeat(500_000)]) {
      assert.throws(() => parseJson(text), /expected a number of at most 10000 characters \[line: 1, column: 1\]/);
    }
  });

  it("takes 1,000 levels, one beside the other as often as it likes", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    assert.ok(parseJson(nested(1000)) instanceof JavaList);
    assert.ok(parseJson(`[${"[[]],".repeat(1500)}1]`) instanceof JavaList);
    assert.throws(() => parseJson(nested(1001)), {
      message: 'Unexpected character ("["): nested deeper than 1000 levels [line: 1, column: 1001]',
    });
  });

  it("reads a number of up to 18 characters as a Double, a longer one as a decimal, and each exactly for a schema", () => {
    assert.equal(parseJson("0.1234567890123456"), 0.1234567890123456);
    assert.deepEqual(parseJson("0.12345678901234567"), new BigDecimal(12345678901234567n, 17));
    assert.deepEqual(parseJson("0.5", "exact"), new BigDecimal(5n, 1));
    assert.equal(parseJson("12", "exact"), 12n);
    assert.deepEqual([parseJson("true"), parseJson("false"), parseJson("null")], [true, false, null]);
    assert.deepEqual(parseJson("[1e2]"), new JavaList([100], "JSONArray"));
  });

  for (const [text, message] of [
    ["", "Unexpected end-of-input: expected a value [line: 1, column: 1]"],
    ["a", 'Unexpected character ("a"): expected a value [line: 1, column: 1]'],
    ["1 2", 'Unexpected character ("2"): expected the end of the text [line: 1, column: 3]'],
    ["[1\n2]", 'Unexpected character ("2"): expected "," [line: 2, column: 1]'],
    ["[1,\n\n ", "Unexpected end-of-input: expected a value [line: 3, column: 2]"],
    ["{1:2}", `Unexpected character ("1"): expected a double quote to start a member's name [line: 1, column: 2]`],
    ['{"a" 1}', 'Unexpected character ("1"): expected ":" [line: 1, column: 6]'],
    ['{"a":1', 'Unexpected end-of-input: expected "," [line: 1, column: 7]'],
    ['["a', `Unexpected character ("\\""): expected a string that ends with a double quote [line: 1, column: 2]`],
    [
      '["\\x"]',
      `Unexpected character ("\\""): expected a string without control characters and with valid escapes [line: 1, column: 2]`,
    ],
    [
      "[1.50000000e9999999999]",
      'Unexpected character ("1"): expected an exponent that an int holds [line: 1, column: 2]',
    ],
    ["[01]", 'Unexpected character ("0"): expected a value [line: 1, column: 2]'],
    ["[truex]", 'Unexpected character ("t"): expected a value [line: 1, column: 2]'],
  ] as const) {
    it(`names the place of what is no JSON: ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseJson(text), new JsonSyntaxError(message));
    });
  }
});
