import assert from "node:assert/strict";
import { checkMessage, missingParameters } from "../../../../gateway/behavior/websocket-api/request-validation";
import type { WebSocketRouteModel } from "../../../../gateway/model/websocket-api/model";
import { CONNECT } from "./connection";

describe("the parameters of a request to connect", () => {
  it("that are missing or blank are named", () => {
    const missing = (place: "header" | "querystring", name: string): string[] =>
      missingParameters([{ place, name }], CONNECT);
    assert.deepEqual(missing("header", "auth"), []);
    assert.deepEqual(missing("header", "X-Empty"), ["X-Empty"]);
    assert.deepEqual(missing("header", "token"), ["token"]);
    assert.deepEqual(missing("querystring", "token"), []);
    assert.deepEqual(missing("querystring", "empty"), ["empty"]);
    assert.deepEqual(missing("querystring", "Auth"), ["Auth"]);
    assert.deepEqual(
      missingParameters(
        [
          { place: "header", name: "x" },
          { place: "querystring", name: "y" },
        ] as never,
        CONNECT,
      ),
      ["x", "y"],
    );
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
describe("the check of a message", () => {
  const check = (schemas: Record<string, unknown> | undefined, body: string): unknown =>
    checkMessage(
      {
        validation: schemas && { schemas, selectionExpression: "${request.body.kind}" },
      } as unknown as WebSocketRouteModel,
      { body },
    );
  const KIND = { type: "object", required: ["kind", "id"] };

  it("takes everything where the route selects no model", () => {
    assert.deepEqual(check(undefined, "x"), { kind: "valid" });
  });

  it("uses the model that the expression names, or $default", () => {
    assert.deepEqual(check({ a: KIND }, '{"kind":"a","id":1}'), { kind: "valid" });
    assert.deepEqual(check({ a: KIND }, '{"kind":"a"}'), {
      kind: "invalid",
      why: 'the message does not fit its model: object has missing required properties (["id"])',
    });
    assert.deepEqual(check({ $default: KIND, b: {} }, '{"kind":"a","id":1}'), { kind: "valid" });
  });

  it("fails where no model fits", () => {
    assert.deepEqual(check({ a: KIND, b: KIND }, '{"kind":"c"}'), {
      kind: "invalid",
      why: "no model fits: ${request.body.kind} finds none of a, b",
    });
    assert.deepEqual(check({}, "{}"), {
      kind: "invalid",
      why: "no model fits: ${request.body.kind} finds none of no models",
    });
  });

  it("cannot be made with a model that is no schema", () => {
    assert.equal((check({ a: { type: "x" } }, '{"kind":"a"}') as { kind: string }).kind, "unusable");
    assert.equal((check({ a: undefined }, '{"kind":"a"}') as { kind: string }).kind, "unusable");
  });
});
