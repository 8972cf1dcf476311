import assert from "node:assert/strict";
import { evaluateRouteSelection } from "../../../../gateway/behavior/websocket-api/route-selection";

const MESSAGE = JSON.stringify({ service: "chat", action: "join", data: { room: "room1234", tags: ["a", "b"] } });

/** The examples of https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html */
describe("a route selection expression", () => {
  const cases: [expression: string, value: string | undefined][] = [
    ["$request.body.action", "join"],
    ["${request.body.action}", "join"],
    ["${request.body.service}/${request.body.action}", "chat/join"],
    ["${request.body.service}-static", "chat-static"],
    ["$request.body.data.room", "room1234"],
    ["$request.body.data.tags", "[a, b]"],
    ["$request.body.data.tags[1]", "b"],
    ["$request.body.missing", ""],
    ["${request.body.action}-${request.body.invalidPath}", "join-"],
    ["${request.body.[(}", ""],
    ["\\$default", "$default"],
    ["static", "static"],
  ];
  for (const [expression, value] of cases) {
    it(`${expression} is ${value}`, () => assert.equal(evaluateRouteSelection(expression, MESSAGE), value));
  }

  it("reads a list", () => {
    assert.equal(evaluateRouteSelection("$request.body[1]", '[2,"StatusNotification",{}]'), "StatusNotification");
    assert.equal(evaluateRouteSelection("${request.body[2].x}!", '[2,"a",{"x":1}]'), "1!");
  });

  it("has no value for a message that is no JSON object", () => {
    for (const message of ["join", "", '"join"', "7", "null", "{"]) {
      assert.equal(evaluateRouteSelection("$request.body.action", message), undefined, message);
    }
  });
});
