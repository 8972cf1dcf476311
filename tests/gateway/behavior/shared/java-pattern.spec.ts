import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
    ["\\p{Lu}?x", "x", true],
    ["[]a]+", "a]", true],
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

type Row = [text: string, matches: boolean | null];

// written by `npm run oracle` with java.util.regex of Java 17
describe("the oracle's patterns", () => {
  const table = JSON.parse(readFileSync(join(__dirname, "java-pattern-oracle.json"), "utf8")) as [string, Row[]][];
  const matched = (pattern: string, text: string): boolean | null => {
    try {
      return matchesWhole(pattern, text);
    } catch {
      return null;
    }
  };

  it("are at least 600", () => assert.ok(table.length >= 600, String(table.length)));

  const SOME = 50;
  for (let from = 0; from < table.length; from += SOME) {
    it(`match what Java's match, ${from} to ${from + SOME - 1}`, () => {
      const different = table.slice(from, from + SOME).flatMap(([pattern, rows]) =>
        rows.flatMap(([text, expected]) => {
          const found = matched(pattern, text);
          return found === expected ? [] : [{ pattern, text, expected, found }];
        }),
      );
      assert.deepEqual(different, []);
    });
  }
});
