import assert from "node:assert/strict";
import {
  evaluateSelection,
  parseMessage,
  selectedItem,
} from "../../../../gateway/behavior/websocket-api/selection-expression";
import { CONNECT, context } from "./connection";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
describe("a selection expression of a WebSocket API", () => {
  const SOURCE = {
    body: '{"a":["x",{"b":1}],"none":null}',
    request: CONNECT,
    context: context(),
    response: { statusCode: 404, headers: { "x-own": "h" } },
  };
  for (const [expression, expected] of [
    ["${request.body.a}", '[x, {"b":1}]'],
    ["$request.body.a[0]", "x"],
    ["${request.body.none}", ""],
    ["${request.header.auth}", "secret"],
    ["${request.header.none}", ""],
    ["${request.querystring.token}", "t1"],
    ["${request.querystring.none}", ""],
    ["${integration.response.statuscode}", "404"],
    ["${integration.response.header.X-Own}", "h"],
    ["${integration.response.multivalueheader.x-own}", "h"],
    ["${integration.response.body}", ""],
    ["${context.routeKey}", "say"],
    ["${stageVariables.table}", "rooms"],
    ["\\$request.body.a", "$request.body.a"],
    ["${other.x}", "${other.x}"],
    ["a${context.stage}b$context.stage/c", "adevbdev/c"],
  ] as const) {
    it(`${expression} is ${expected}`, () => assert.equal(evaluateSelection(expression, SOURCE), expected));
  }

  it("reads nothing from what there is not", () => {
    for (const name of [
      ...["request.header.auth", "request.querystring.token", "integration.response.statuscode"],
      ...["integration.response.header.x-own", "context.stage", "stageVariables.table"],
    ]) {
      assert.equal(evaluateSelection(`<\${${name}}>`, { body: "" }), "<>", name);
    }
  });

  it("chooses the item of its value, or $default", () => {
    const items = { dev: 1, $default: 2 };
    assert.equal(selectedItem(items, "${context.stage}", SOURCE), 1);
    assert.equal(selectedItem(items, "other", SOURCE), 2);
    assert.equal(selectedItem(items, undefined, SOURCE), 2);
    assert.equal(selectedItem({ dev: 1 }, "constructor", SOURCE), undefined);
  });

  it("reads a message that is an object or a list alone", () => {
    assert.ok(parseMessage("{}"));
    assert.ok(parseMessage("[]"));
    for (const text of ["1", '"a"', "null", "{", ""]) {
      assert.equal(parseMessage(text), undefined, text);
    }
  });
});
