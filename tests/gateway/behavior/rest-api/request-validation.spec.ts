import assert from "node:assert/strict";
import { checkBody, parameterError } from "../../../../gateway/behavior/rest-api/request-validation";
import type { RestMethodModel } from "../../../../gateway/model/rest-api/definition-model";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html (JSON Schema draft 4) */
function accepts(schema: object, body: string): boolean {
  const method = { validatesBody: true, requestModels: { "application/json": schema } } as unknown as RestMethodModel;
  return checkBody(method, "application/json", body).kind === "valid";
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
describe("the required parameters of a request", () => {
  const error = (
    requestParameters: object,
    given: Record<string, string> = {},
    validatesParameters = true,
  ): unknown => {
    const read = (place: string) => (name: string) => given[`${place}.${name}`];
    const source = { path: read("path"), querystring: read("querystring"), header: read("header") };
    const found = parameterError({ validatesParameters, requestParameters } as unknown as RestMethodModel, source);
    return found && [found.statusCode, found.responseType, found.message];
  };
  const REQUIRED = {
    "method.request.querystring.page": true,
    "method.request.header.X-Tenant": true,
    "method.request.path.id": true,
    "method.request.header.X-Free": false,
    "method.request.body.x": true,
    "x.method.request.header.y": true,
  };

  it("that are missing or blank are named, headers first", () => {
    assert.deepEqual(error(REQUIRED), [
      400,
      "BAD_REQUEST_PARAMETERS",
      "Missing required request parameters: [X-Tenant, id, page]",
    ]);
    const given = { "header.X-Tenant": "a", "path.id": "1", "querystring.page": " " };
    assert.deepEqual(error(REQUIRED, given), [
      400,
      "BAD_REQUEST_PARAMETERS",
      "Missing required request parameters: [page]",
    ]);
  });

  it("that are there, or not validated, are no error", () => {
    const given = { "header.X-Tenant": "a", "path.id": "1", "querystring.page": "2" };
    assert.equal(error(REQUIRED, given), undefined);
    assert.equal(error(REQUIRED, {}, false), undefined);
    assert.equal(error({}), undefined);
  });
});

describe("the body of a request", () => {
  const TEXT = { type: "string" };
  const NUMBER = { type: "number" };
  const check = (requestModels: object, type: string | undefined, body: string | undefined, validatesBody = true) =>
    checkBody({ validatesBody, requestModels } as unknown as RestMethodModel, type, body);

  it("is checked against the model of its content type, of JSON where it has none, or of $default", () => {
    const models = { "Application/JSON": NUMBER, "text/x": TEXT, $default: { type: "boolean" } };
    assert.equal(check(models, undefined, "1").kind, "valid");
    assert.equal(check(models, "application/json; charset=utf-8", "true").kind, "invalid");
    assert.equal(check(models, "text/x", '"a"').kind, "valid");
    assert.equal(check(models, "text/y", "true").kind, "valid");
    assert.equal(check(models, "text/y", "1").kind, "invalid");
    assert.deepEqual(check({ "text/x": TEXT }, "text/y", "1"), { kind: "valid", warnings: [] });
    assert.deepEqual(check(models, undefined, "true", false), { kind: "valid", warnings: [] });
  });

  it("that does not fit is 400 with the validator's messages", () => {
    const found = check({ "application/json": NUMBER }, undefined, "true");
    assert.ok(found.kind === "invalid");
    assert.deepEqual(
      [found.error.statusCode, found.error.responseType, found.error.message, found.error.validationErrorString],
      [
        400,
        "BAD_REQUEST_BODY",
        "Invalid request body",
        '[instance type (boolean) does not match any allowed primitive type (allowed: ["integer","number"])]',
      ],
    );
    const missing = check({ "application/json": NUMBER }, undefined, undefined);
    assert.ok(missing.kind === "invalid");
    assert.equal(missing.error.validationErrorString, "[Unknown error parsing request body]");
  });

  it("of a model that is no schema is 500, and says why", () => {
    const found = check({ "application/json": { type: "text" } }, undefined, "1");
    assert.ok(found.kind === "unusable");
    assert.deepEqual([found.error.statusCode, found.error.responseType], [500, "API_CONFIGURATION_ERROR"]);
    assert.match(found.why, /^the model is no JSON Schema of draft 4 that can be used: "type": expected types of /);
  });
});

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
