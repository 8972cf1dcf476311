import assert from "node:assert/strict";
import { boundedMatch, mayBacktrack, SlowPatternError } from "../../../../gateway/behavior/shared/bounded-match";
import { matchesWhole } from "../../../../gateway/behavior/shared/java-pattern";
import { checkJson } from "../../../../gateway/behavior/json-schema/validation";
import { selectIntegrationResponse } from "../../../../gateway/behavior/rest-api/integration-response";
import type { RestIntegrationModel } from "../../../../gateway/model/rest-api/definition-model";

// https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS has the patterns
describe("a bounded match", () => {
  const evil = `${"a".repeat(40)}!`;

  for (const pattern of ["(a+)+", "([a-zA-Z]+)*", "(a|aa)+", "(a|a?)+", `${"(a|a)".repeat(40)}b`, "(.*a){20}"]) {
    it(`gives ${pattern.slice(0, 20)} up, and names it`, () => {
      assert.throws(
        () => matchesWhole(pattern, evil),
        (error) =>
          error instanceof SlowPatternError &&
          error.message.startsWith(`the pattern ${pattern} was given up after 250 ms on a text of 41 characters. `),
      );
    });
  }

  // up to a million steps, each choice of the pattern at each place of the text, need no watch
  for (const [pattern, length, expected] of [
    ["404", 1_000_000, false],
    ["404", 1_000_001, true],
    ["a.*", 1_000, false],
    ["a.*", 1_001, true],
    [".*Error.*", 100, false],
    [".*Error.*", 101, true],
    ["4\\d{2}", 1_000, false],
    ["4\\d{2}", 1_001, true],
    ["a|b", 1_001, true],
    ["a?", 1_001, true],
    ["a+", 1_001, true],
    ["(a", 1_001, true],
    ["\\(\\*\\+\\[a", 1_000_000, false],
    ["[(*+?|{]x", 1_000_000, false],
    ["[^a]*", 1_001, true],
    ["[]a]", 1_000_000, false],
    ["(ab)+", 1, true],
    ["(ab)*", 1, true],
    ["(ab)?", 1, true],
    ["(ab){2}", 1, true],
    ["(ab)c", 1, false],
    ["(a|a)".repeat(10), 1, true],
  ] as const) {
    it(`of ${pattern.slice(0, 20)} on ${length} characters ${expected ? "may backtrack" : "takes a few steps"}`, () => {
      assert.equal(mayBacktrack(pattern, length), expected);
    });
  }

  it("matches what is slow on other texts", () => {
    assert.equal(matchesWhole("(a+)+", "aaaa"), true);
    assert.equal(matchesWhole("(a+)+", "ab"), false);
    assert.equal(matchesWhole(".*Error.*", `${"x".repeat(5_000)}Error`), true);
  });

  it("returns and throws what the match does", () => {
    assert.deepEqual(
      boundedMatch("(a+)+", 10, () => "matched"),
      "matched",
    );
    for (const pattern of ["a", "(a+)+"]) {
      assert.throws(
        () =>
          boundedMatch(pattern, 10, () => {
            throw new RangeError("of the match");
          }),
        { message: "of the match" },
      );
    }
  });

  it("makes a model with a slow pattern unusable, so that no body passes it", () => {
    for (const [schema, body] of [
      [{ type: "string", pattern: "^(a+)+$" }, evil],
      [{ type: "object", patternProperties: { "^(a+)+$": {} } }, { [evil]: 1 }],
      [{ type: "object", additionalProperties: false, patternProperties: { "^(a+)+$": {} } }, { [evil]: 1 }],
    ] as const) {
      const check = checkJson(schema, JSON.stringify(body));
      assert.equal(check.kind, "unusable");
      assert.match(check.kind === "unusable" ? check.why : "", /^the pattern \^\(a\+\)\+\$ was given up after 250 ms/);
    }
  });

  it("selects no integration response by a slow pattern, not even the default one", () => {
    const responses = [{ selectionPattern: "(a+)+" }, {}] as RestIntegrationModel["responses"];
    assert.throws(() => selectIntegrationResponse({ responses } as RestIntegrationModel, evil), SlowPatternError);
  });
});
