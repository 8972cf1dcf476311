import assert from "node:assert/strict";
import { decimalOf, isMultiple } from "../../../../gateway/behavior/json-schema/instance";
import { JsonSchema } from "../../../../gateway/behavior/json-schema/json-schema";
import { checkJson } from "../../../../gateway/behavior/json-schema/validation";
import { parseJson } from "../../../../gateway/behavior/templates/json";
import { BigDecimal, type JavaValue } from "../../../../gateway/behavior/templates/java-values";

// each schema is written where it is checked: a checked schema is kept for the next text
describe("checkJson", () => {
  it("is valid with the validator's warnings", () => {
    assert.deepEqual(checkJson({ type: "string" }, '"a"'), { kind: "valid", warnings: [] });
    assert.deepEqual(checkJson({ items: { format: "phone" } }, "[1,2]"), {
      kind: "valid",
      warnings: ['format attribute "phone" not supported', 'format attribute "phone" not supported'],
    });
  });

  it("is invalid with the validator's messages", () => {
    assert.deepEqual(checkJson({ required: ["a"], format: "x" }, "{}"), {
      kind: "invalid",
      messages: ['format attribute "x" not supported', 'object has missing required properties (["a"])'],
    });
  });

  // https://github.com/localstack/localstack/issues/4028 has AWS's words
  it("can't read what is no JSON", () => {
    for (const text of ["", "{", "a"]) {
      assert.deepEqual(checkJson({}, text), { kind: "invalid", messages: ["Unknown error parsing request body"] });
    }
  });

  it("checks the same schema again with other texts", () => {
    const schema = { type: "integer" };
    assert.deepEqual(
      ["1", '"a"', "2"].map((text) => checkJson(schema, text).kind),
      ["valid", "invalid", "valid"],
    );
  });

  it("fails on what no check throws", () => {
    const schema = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError("of the schema");
        },
      },
    );
    assert.throws(() => checkJson(schema, "1"), { message: "of the schema" });
  });
});

describe("a schema that can't be used", () => {
  const TYPES = "array, boolean, integer, null, number, object, string";
  for (const [schema, why] of [
    [null, "a schema has to be an object"],
    [5, "a schema has to be an object"],
    [[], "a schema has to be an object"],
    [{ type: ["string", "nothing"] }, `"type": expected types of ${TYPES}, received ["string","nothing"]`],
    [{ type: [1] }, `"type": expected types of ${TYPES}, received [1]`],
    [{ multipleOf: "2" }, `"multipleOf": expected a number above 0, received "2"`],
    [{ pattern: 1 }, `"pattern": expected a string, received 1`],
    [{ pattern: "(" }, `"pattern": expected a regular expression, received "(", received "("`],
    [{ required: ["a", 1] }, `"required": expected strings, each once, received ["a",1]`],
    [
      { minimum: 1, exclusiveMinimum: 2 },
      `"exclusiveMinimum": expected true or false beside "minimum", which is the limit in draft 4, received 2`,
    ],
    [{ properties: { a: { minLength: -1 } } }, `"minLength": expected a whole number of 0 or more, received -1`],
    [{ $ref: "#/nowhere" }, `JSON Reference "#/nowhere" cannot be resolved`],
    [{ $ref: "other.json#/a", a: {} }, `JSON Reference "other.json#/a" cannot be resolved`],
    [{ $ref: "#/a/b", a: null }, `JSON Reference "#/a/b" cannot be resolved`],
    [{ $ref: "#/a/b", a: "b" }, `JSON Reference "#/a/b" cannot be resolved`],
    [{ $ref: "#/a", a: 5 }, "a schema has to be an object"],
    [{ $ref: "#" }, `JSON Reference "#" loops on itself`],
    [{ not: { $ref: "#" } }, `validation loop: a schema is visited twice for pointer "" of the body`],
    [
      { properties: { a: { allOf: [{ $ref: "#/properties/a" }] } } },
      `validation loop: a schema is visited twice for pointer "/a" of the body`,
    ],
  ] as const) {
    it(`names what is wrong with ${JSON.stringify(schema)}`, () => {
      assert.deepEqual(checkJson(structuredClone(schema), '{"a":1}'), {
        kind: "unusable",
        why: `the model is no JSON Schema of draft 4 that can be used: ${why}`,
      });
    });
  }
});

/** A client writes a large exponent in a few bytes: none of these is ever written out. */
describe("numbers with large exponents", () => {
  const messages = (schema: object, instance: JavaValue): string[] =>
    new JsonSchema(schema).validate(instance).messages.map(({ text }) => text);
  const number = (text: string): BigDecimal => BigDecimal.parse(text);

  it("are compared", () => {
    assert.deepEqual(messages({ minimum: 2 }, number("1e999999999")), []);
    assert.deepEqual(messages({ maximum: 2 }, number("1e-999999999")), []);
    assert.deepEqual(messages({ maximum: 2 }, number("1e999999999")), [
      "numeric instance is greater than the required maximum (maximum: 2, found: 1E+999999999)",
    ]);
    assert.deepEqual(messages({ minimum: 0, exclusiveMinimum: true }, number("0e999999999")), [
      "numeric instance is not strictly greater than the required minimum 0",
    ]);
  });

  it("are multiples", () => {
    const two = decimalOf(2n);
    assert.equal(isMultiple(number("1e999999999"), two), true);
    assert.equal(isMultiple(number("1e999999999"), decimalOf(3n)), false);
    assert.equal(isMultiple(number("3e999999999"), decimalOf(3n)), true);
    assert.equal(isMultiple(number("1e-999999999"), two), false);
    assert.equal(isMultiple(number("0e-999999999"), two), true);
    assert.equal(isMultiple(number("0e999999999"), two), true);
    assert.equal(isMultiple(number("200e-2"), two), true);
    assert.equal(isMultiple(number("-200e-2"), two), true);
    assert.equal(isMultiple(number("20e-2"), two), false);
  });

  it("are equal to themselves alone", () => {
    const list = (...texts: string[]): JavaValue => parseJson(`[${texts.join(",")}]`, "exact");
    const duplicate = ["array must not contain duplicate elements"];
    assert.deepEqual(messages({ uniqueItems: true }, list("1e999999999", "10e999999998")), duplicate);
    assert.deepEqual(messages({ uniqueItems: true }, list("1e999999999", "1e-999999999")), []);
    assert.deepEqual(messages({ uniqueItems: true }, list("0", "0e999999999")), duplicate);
  });
});
