import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { HttpApi, lambda, none } from "../../components";
import { ComponentError } from "../../components/shared/problems";
import { check } from "./property";

const integration = lambda("arn:aws:lambda:eu-west-1:123456789012:function:f");
const field = fc.constantFrom(
  "openapi",
  "info",
  "paths",
  "title",
  "get",
  "post",
  "operationId",
  "parameters",
  "responses",
  "/a",
  "/a/{id}",
  "/{p+}/b",
  "getA",
  "$ref",
  "x-amazon-apigateway-any-method",
  "__proto__",
  "3.0.1",
  "2.0",
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    field,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(field, tie("value"), { maxKeys: 4 }),
  ),
}));
/** Documents that are nearly right: an operation or two, with anything in any place. */
const document = fc.record({
  openapi: fc.oneof({ weight: 8, arbitrary: fc.constant("3.0.1") }, value),
  info: fc.oneof(fc.constant({ title: "t", version: "1" }), value),
  paths: fc.oneof(
    fc.dictionary(
      field,
      fc.dictionary(field, fc.oneof(value, fc.record({ operationId: fc.constant("getA"), responses: value }))),
      { maxKeys: 3 },
    ),
    value,
  ),
});

describe("an OpenAPI document", () => {
  // as in a preview of new resources, whose outputs are unknown
  before(() =>
    pulumi.runtime.setMocks(
      { newResource: ({ inputs }) => ({ id: undefined, state: inputs as object }), call: () => ({}) },
      "hard",
      "dev",
      true,
    ),
  );

  it("of any content makes an API or one ComponentError with its problems, and nothing else", () => {
    check(
      20_000,
      [
        fc.oneof(
          document.map((given) => JSON.stringify(given)),
          fc.string(),
        ),
      ],
      (text) => {
        try {
          new HttpApi("hard", {
            defaultAuthorizer: none("a test"),
            openapi: { document: text, operations: { getA: integration } },
          });
        } catch (error) {
          assert.ok(error instanceof ComponentError, `${String(error)}: ${text}`);
          assert.ok(error.problems.length > 0);
        }
      },
    );
  });
});
