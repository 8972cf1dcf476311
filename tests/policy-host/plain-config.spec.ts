import assert from "node:assert/strict";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { PropertyValue } from "../../engine/graph/value";
import { isPlainlyValid } from "../../policy-host/plain-config";
import type { JsonSchema } from "../../policy-host/policy";

const value = fc.oneof(
  fc.constantFrom<PropertyValue>(null, true, 0, 1.5, 30, "a", "b", [], ["a"], ["a", 1], [["a"]], {}, { p: 1 }),
  fc.integer({ min: -3, max: 3 }),
);
const keyword = fc.oneof(
  fc.tuple(fc.constant("type"), fc.constantFrom("string", "boolean", "number", "integer", "array", "object", "null")),
  fc.tuple(fc.constant("enum"), fc.constantFrom<PropertyValue>(["a"], [1, null])),
  fc.tuple(fc.constantFrom("minimum", "maximum"), fc.constantFrom(0, 2)),
  fc.tuple(fc.constantFrom("default", "description"), fc.constant("a")),
  fc.tuple(fc.constantFrom("minLength", "minItems"), fc.constant(1)),
);
const leaf = fc.array(keyword, { maxLength: 2 }).map((pairs): JsonSchema => Object.fromEntries(pairs));
const schema = fc.oneof(
  leaf,
  fc.record({ type: fc.constant("array"), items: leaf }),
  fc.record({ properties: fc.record({ p: leaf }) }),
);

describe("plain configuration", () => {
  it("is valid by the rules of JSON schemas too, whatever the schema and the value", () => {
    const ajv = new Ajv({ strict: false, logger: false, validateSchema: false });
    let plain = 0;
    fc.assert(
      fc.property(schema, value, (given, configured) => {
        if (isPlainlyValid({ properties: { p: given }, required: [] }, { p: configured })) {
          plain++;
          assert.equal(ajv.validate({ properties: { p: given } }, { p: configured }), true);
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(plain > 50, `${plain} of 1000 are plain`);
  });

  it("has what is required, and leaves its own level to the schema", () => {
    const properties = { p: { type: "string" } };
    assert.equal(isPlainlyValid({ properties, required: ["p"] }, {}), false);
    assert.equal(isPlainlyValid({ properties, required: ["p"] }, { p: "a" }), true);
    assert.equal(isPlainlyValid({ properties, required: [] }), true);
    assert.equal(isPlainlyValid({ properties, required: [] }, { enforcementLevel: "never" }), false);
    assert.equal(isPlainlyValid({ properties, required: [] }, { constructor: 1 }), true);
  });
});
