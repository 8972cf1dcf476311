import assert from "node:assert/strict";
import * as fc from "fast-check";
import { violations } from "../../aws/constraints";
import { legalName, schemeName, uniqueLabels } from "../../components/shared/logical-names";
import { NAMES } from "../../aws/names";
import { fittingName } from "../../components/shared/resource-names";
import { check } from "./property";
import { json, text } from "./values";

const anyName = fc.oneof(
  text,
  fc.string({ maxLength: 200 }),
  fc.constantFrom("GET /a/{id}", "$default", "ANY /{proxy+}", "-", "--", "Ünïcode", "a".repeat(300)),
);
/** The characters that Pulumi adds to a logical name. */
const SUFFIX = "-0123abc";

describe("the names that components make", () => {
  for (const [kind, rule] of Object.entries(NAMES)) {
    it(`of any text are names that AWS takes for a ${kind}, the suffix of Pulumi included`, () => {
      check(20_000, [anyName], (given) => {
        const made = `${fittingName(given, rule)}${SUFFIX}`;
        assert.ok(made.length <= rule.most, made);
        assert.equal(made.search(new RegExp(rule.invalid.source)), -1, made);
      });
    });
  }

  it("differ where the texts differ", () => {
    check(50_000, [anyName, anyName], (one, other) => {
      for (const make of [schemeName, legalName, (text: string) => fittingName(text, NAMES.role)]) {
        assert.equal(make(one) === make(other), one === other, make(one));
      }
    });
  });

  it("of children are different ones, each the same at every evaluation", () => {
    const preferred = fc.option(anyName, { nil: undefined });
    const items = fc.array(fc.record({ preferred, hash: fc.constantFrom("", "0123abcd"), firstUse: anyName }), {
      maxLength: 6,
    });
    check(20_000, [items], (given) => {
      const labels = uniqueLabels(given);
      assert.deepEqual(labels, uniqueLabels(given));
      assert.equal(new Set(labels).size, labels.length, labels.join("\n"));
    });
  });
});

describe("AWS's constraints", () => {
  const type = fc.constantFrom(
    "aws:apigatewayv2/api:Api",
    "aws:apigatewayv2/route:Route",
    "aws:apigatewayv2/integration:Integration",
    "aws:apigatewayv2/stage:Stage",
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/usagePlan:UsagePlan",
    "aws:lambda/function:Function",
    "aws:iam/role:Role",
    "constructor",
    "__proto__",
    "aws:none/none:None",
  );
  const field = fc.constantFrom(
    "name",
    "protocolType",
    "routeKey",
    "timeoutMilliseconds",
    "integrationUri",
    "quotaSettings",
    "tags",
    "corsConfiguration",
    "body",
    "policy",
    "constructor",
  );

  it("are checked of any inputs, which they never throw for", () => {
    check(
      50_000,
      [type, fc.dictionary(field, fc.oneof(json, text), { maxKeys: 5 }), anyName],
      (given, inputs, logicalName) => {
        const found = violations(given, inputs, { logicalName });
        assert.ok(Array.isArray(found));
      },
    );
  });
});
