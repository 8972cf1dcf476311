import assert from "node:assert/strict";
import {
  evaluateExpression,
  substituteStageVariables,
  type ExpressionSource,
} from "../../../../gateway/behavior/shared/selection-expression";
import { context, request } from "../../../support/requests";

const SOURCE: ExpressionSource = {
  request: request({
    path: "/dev/pets/6",
    rawQueryString: "type=dog&type=cat",
    headers: [
      ["X-Name", "a"],
      ["x-name", "b"],
    ],
    body: Buffer.from(`{"name":"Rex","tags":["x","y"],"owner":{"id":7}}`),
  }),
  context: context({ stage: "dev", pathParameters: { petId: "6" }, stageVariables: { env: "blue" } }),
  routePath: "/pets/6",
  integrationResponse: {
    statusCode: 200,
    headers: [["x-trace", "t1"]],
    body: Buffer.from(`{"error":"none"}`),
  },
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html: "body: ... JSONPath"
describe("evaluateExpression of a body", () => {
  const of = (body: string | undefined, expression: string): string | undefined =>
    evaluateExpression(expression, {
      ...SOURCE,
      request: request(body === undefined ? {} : { body: Buffer.from(body) }),
      integrationResponse: undefined,
    });

  it("reads lists with more than nine items, and names in quotes", () => {
    assert.equal(of('{"a":[0,1,2,3,4,5,6,7,8,9,10,"eleven"]}', "$request.body.a[11]"), "eleven");
    assert.equal(of('["x"]', "$request.body[0]"), "x");
    assert.equal(of('{"ab":{"c":null}}', "$request.body['ab']"), '{"c":null}');
    assert.equal(of('{"ab":{"c":null}}', "$request.body['ab'].c"), undefined);
  });

  it("is empty without a body, and nothing where it is no JSON", () => {
    assert.equal(of(undefined, "$request.body"), "");
    assert.equal(of(undefined, "$request.body.a"), undefined);
    assert.equal(of("{", "$request.body.a"), undefined);
    assert.equal(of("null", "$request.body.a"), undefined);
    assert.equal(of('"text"', "$request.body.length"), undefined);
    for (const expression of ["$response.body", "$response.body.a", "$response.header.x"]) {
      assert.equal(of("{}", expression) ?? "", "", expression);
    }
  });
});

describe("evaluateExpression", () => {
  const cases: [expression: string, value: string | undefined][] = [
    ["$request.header.x-name", "a,b"],
    ["$request.header.none", undefined],
    ["$request.querystring.type", "dog,cat"],
    ["$request.querystring.Type", undefined],
    ["$request.path", "/pets/6"],
    ["$request.path.petId", "6"],
    ["$request.body", `{"name":"Rex","tags":["x","y"],"owner":{"id":7}}`],
    ["$request.body.name", "Rex"],
    ["$request.body.tags[1]", "y"],
    ["$request.body.tags", `["x","y"]`],
    ["$request.body.owner.id", "7"],
    ["$request.body.none.deep", undefined],
    ["$context.requestId", "JKJaXmPLvHcESHA="],
    ["$context.nothing", undefined],
    ["$stageVariables.env", "blue"],
    ["$response.header.x-trace", "t1"],
    ["$response.body.error", "none"],
    ["$response.header.none", undefined],
    ["$response.body", '{"error":"none"}'],
    ["$response.xbody", undefined],
    ["$response.other.body", undefined],
    ["$request.other", undefined],
    ["$request.body.tags[0][1]", undefined],
    ["$request.body['name']", "Rex"],
    ["$request.body.owner['id']", "7"],
    ["$request.body.name.length", undefined],
    ["static value", "static value"],
    ["$5.00", "$5.00"],
    ["${request.path.petId}-${context.stage} ${stageVariables.none}!", "6-dev !"],
  ];
  for (const [expression, value] of cases) {
    it(`reads ${expression}`, () => assert.equal(evaluateExpression(expression, SOURCE), value));
  }

  it("reads nothing from a body that is not JSON", () => {
    const source = { ...SOURCE, request: request({ body: Buffer.from("plain") }) };
    assert.equal(evaluateExpression("$request.body.name", source), undefined);
    assert.equal(evaluateExpression("$request.body", source), "plain");
  });
});

describe("substituteStageVariables", () => {
  it("puts the stage's values into a URI", () => {
    const uri = "https://${stageVariables.sub}.example.com/${stageVariables.none}x";
    assert.equal(substituteStageVariables(uri, { sub: "api" }), "https://api.example.com/x");
    assert.equal(substituteStageVariables("https://a.example", undefined), "https://a.example");
  });
});
