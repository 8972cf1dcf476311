import assert from "node:assert/strict";
import { javaPattern, matchesWhole } from "../../../../gateway/behavior/shared/java-pattern";

// Values of java.util.regex: https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
describe("a pattern of Java's", () => {
  for (const [pattern, text, expected] of [
    ["(?s).*Error.*", "first\nError\nlast", true],
    [".*Error.*", "first\nError", false],
    ["(?i)bearer [a-z]+", "BEARER abc", true],
    ["^(?i)bearer .+$", "Bearer x", true],
    ["\\A[a-z]+\\z", "abc", true],
    ["\\Qa.b\\E+", "a.bb", true],
    ["\\Qa.b\\E", "axb", false],
    ["[\\p{Alpha}_]+", "ab_C", true],
    ["\\p{Digit}{2}", "42", true],
    ["\\d++x", "12x", true],
    ["(?>ab|a)c", "abc", true],
    ["[+]+", "++", true],
    ["a|b", "ab", false],
    ["4\\d{2}", "404", true],
    ["\\Qa.b", "a.b", true],
    ["\\Qa.b", "axb", false],
    ["\\p{Lu}?x", "x", false],
    ["[]a]+", "a]", true],
    ["[\\A]+", "A", true],
    ["a{1,2}+b", "aab", true],
    ["[a-z]*+1", "ab1", true],
  ] as const) {
    it(`${pattern} ${expected ? "matches" : "does not match"} ${JSON.stringify(text)}`, () => {
      assert.equal(matchesWhole(pattern, text), expected);
    });
  }

  it("is refused where it is none", () => {
    assert.throws(() => javaPattern("(a"), SyntaxError);
  });
});
