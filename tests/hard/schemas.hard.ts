import assert from "node:assert/strict";
import * as fc from "fast-check";
import { JsonSchema } from "../../gateway/behavior/json-schema/json-schema";
import { SchemaError } from "../../gateway/behavior/json-schema/report";
import { JsonSyntaxError, parseJson } from "../../gateway/behavior/templates/json";
import { check } from "./property";
import { json, jsonText, name, text } from "./values";

const type = fc.constantFrom("string", "number", "integer", "object", "array", "boolean", "null");
const format = fc.constantFrom("date-time", "email", "hostname", "ipv4", "ipv6", "uri", "regex", "uuid", "other");
const { schema } = fc.letrec<{ schema: Record<string, unknown> }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type, format }, { requiredKeys: [] }),
    fc.record(
      {
        type: fc.oneof(type, fc.array(type, { maxLength: 3 }), json),
        enum: fc.array(json, { maxLength: 3 }),
        pattern: fc.constantFrom("^a*$", "[", "(?<x>a)", "\\d+"),
        minimum: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), json),
        multipleOf: fc.constantFrom(0.01, 3, 0, 1e-9),
        maxLength: fc.oneof(fc.nat(9), json),
        uniqueItems: fc.boolean(),
        properties: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
        patternProperties: fc.dictionary(fc.constantFrom("a", ".*", "["), tie("schema"), { maxKeys: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        items: fc.oneof(tie("schema"), fc.array(tie("schema"), { maxLength: 2 })),
        required: fc.array(name, { maxLength: 2 }),
        dependencies: fc.dictionary(name, fc.oneof(tie("schema"), fc.array(name, { maxLength: 2 })), { maxKeys: 2 }),
        allOf: fc.array(tie("schema"), { maxLength: 2 }),
        oneOf: fc.array(tie("schema"), { maxLength: 2 }),
        not: tie("schema"),
        $ref: fc.constantFrom("#", "#/definitions/a", "#/none", "http://x/", "#/properties/a"),
        definitions: fc.dictionary(fc.constantFrom("a", "b"), tie("schema"), { maxKeys: 2 }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

describe("JSON schemas", () => {
  it("of any content report on any body, or fail with a SchemaError", () => {
    check(150_000, [fc.oneof({ weight: 9, arbitrary: schema }, json), jsonText], (given, body) => {
      try {
        new JsonSchema(given).validate(parseJson(body));
      } catch (error) {
        assert.ok(error instanceof SchemaError || error instanceof JsonSyntaxError, String(error));
      }
    });
  });

  it("of a text's format report on any text", () => {
    check(100_000, [format, text], (given, value) => {
      assert.equal(typeof new JsonSchema({ format: given }).validate(value).isSuccess, "boolean");
    });
  });
});
