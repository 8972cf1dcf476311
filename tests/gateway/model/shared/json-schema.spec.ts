import assert from "node:assert/strict";
import { bundledSchema } from "../../../../gateway/model/shared/json-schema";

describe("bundledSchema", () => {
  it("leaves draft 4's exclusive bounds as they are", () => {
    const schema = { minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false };
    assert.deepEqual(bundledSchema(schema, {}), schema);
  });

  it("brings along every model that it names, by URL or by OpenAPI reference, once", () => {
    const models = {
      Order: { properties: { line: { $ref: "#/components/schemas/Line" } } },
      Line: { properties: { order: { $ref: "https://apigateway.amazonaws.com/restapis/abc/models/Order" } } },
      Unused: {},
    };
    assert.deepEqual(bundledSchema({ $ref: "#/definitions/Order" }, models), {
      $ref: "#/definitions/Order",
      definitions: {
        Order: { properties: { line: { $ref: "#/definitions/Line" } } },
        Line: { properties: { order: { $ref: "#/definitions/Order" } } },
      },
    });
  });

  it("takes a property for a property, whatever its name", () => {
    const schema = { properties: { id: { type: "string" }, example: { type: "number" }, $ref: { type: "string" } } };
    assert.deepEqual(bundledSchema(schema, {}), schema);
  });

  it("leaves the values of an enum alone", () => {
    assert.deepEqual(bundledSchema({ enum: [{ nullable: true }], nullable: true, type: "object" }, {}), {
      enum: [{ nullable: true }],
      type: ["object", "null"],
    });
  });
});
