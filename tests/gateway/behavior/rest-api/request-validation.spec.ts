import assert from "node:assert/strict";
import { checkBody } from "../../../../gateway/behavior/rest-api/request-validation";
import type { RestMethodModel } from "../../../../gateway/model/rest-api/definition-model";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html (JSON Schema draft 4) */
function accepts(schema: object, body: string): boolean {
  const method = { validatesBody: true, requestModels: { "application/json": schema } } as unknown as RestMethodModel;
  return checkBody(method, "application/json", body).kind === "valid";
}

describe("checkBody of multipleOf", () => {
  const cents = { type: "object", properties: { p: { type: "number", multipleOf: 0.01 } } };
  for (const value of ["19.99", "0.07", "-0.07", "1e2", "0", "123456789.01"]) {
    it(`takes ${value} for a multiple of 0.01`, () => assert.equal(accepts(cents, `{"p":${value}}`), true));
  }
  for (const value of ["19.995", "0.001", "1e-3"]) {
    it(`rejects ${value}`, () => assert.equal(accepts(cents, `{"p":${value}}`), false));
  }
  it("takes 0.3 for a multiple of 0.1, and rejects 7 for one of 2", () => {
    assert.equal(accepts({ type: "number", multipleOf: 0.1 }, "0.3"), true);
    assert.equal(accepts({ type: "number", multipleOf: 2 }, "7"), false);
  });
});
