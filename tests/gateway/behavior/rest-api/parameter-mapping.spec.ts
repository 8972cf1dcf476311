import assert from "node:assert/strict";
import {
  mapParameters,
  mapQuery,
  mappingValue,
  type MappingSource,
} from "../../../../gateway/behavior/rest-api/parameter-mapping";

const SOURCE: MappingSource = {
  context: (name) => (name === "requestId" ? "r1" : undefined),
  stageVariables: { table: "orders" },
  parameter: (place, name) => `${place}:${name}`,
  body: '{"a":{"b":[1,"two"]}}',
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
describe("a parameter mapping of a REST API", () => {
  for (const [expression, expected] of [
    ["method.request.querystring.page", "querystring:page"],
    ["method.request.multivaluequerystring.page", "multivaluequerystring:page"],
    ["method.request.header.X-Own.part", "header:X-Own.part"],
    ["integration.response.header.Location", "header:Location"],
    ["method.request.body", SOURCE.body],
    ["integration.response.body.a.b[1]", "two"],
    ["integration.response.body.a.b[0]", "1"],
    ["method.request.body.none", undefined],
    ["context.requestId", "r1"],
    ["context.none", undefined],
    ["stageVariables.table", "orders"],
    ["stageVariables.constructor", undefined],
    ["'static'", "static"],
    ["''", ""],
    ["'it''s\n'", "it''s\n"],
    ["'open", ":"],
    ["closed'", ":"],
    ["x'within'x", ":"],
    ["xmethod.request.header.a", ":"],
  ] as const) {
    it(`${JSON.stringify(expression)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(mappingValue(expression, SOURCE), expected);
    });
  }

  it("of a body that is a list takes an index first", () => {
    assert.equal(mappingValue("method.request.body[1]", { ...SOURCE, body: '["a","b"]' }), "b");
  });

  it("of no body, or no stage variables, has no value", () => {
    const source = { ...SOURCE, body: undefined, stageVariables: undefined };
    assert.equal(mappingValue("method.request.body.a", source), undefined);
    assert.equal(mappingValue("method.request.body", source), undefined);
    assert.equal(mappingValue("stageVariables.table", source), undefined);
  });

  it("is for one place, and leaves out what has no value", () => {
    const mappings = {
      "integration.request.header.a": "'1'",
      "integration.request.header.b": "context.none",
      "integration.request.headers.c": "'3'",
      "integration.request.path.d": "'4'",
    };
    assert.deepEqual(mapParameters(mappings, "integration.request.header", SOURCE), { a: "1" });
  });

  // https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/unit/services/apigateway/test_parameters_mapping.py
  it("of several values of a query parameter gives several to a query string, and one text to a header", () => {
    const expression = "method.request.multivaluequerystring.tag";
    const source = { ...SOURCE, parameter: () => ["a", "b"] };
    assert.deepEqual(mapQuery({ "integration.request.querystring.t": expression }, source), { t: ["a", "b"] });
    assert.deepEqual(
      mapParameters({ "integration.request.header.t": expression }, "integration.request.header", source),
      { t: "a,b" },
    );
  });
});
