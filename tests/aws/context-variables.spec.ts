import assert from "node:assert/strict";
import {
  HTTP_API_CONTEXT_VARIABLES,
  REQUEST_ID,
  REST_API_CONTEXT_VARIABLES,
  WEBSOCKET_API_CONTEXT_VARIABLES,
} from "../../aws/context-variables";

describe("the $context variables", () => {
  it("are listed once each", () => {
    for (const names of [HTTP_API_CONTEXT_VARIABLES, REST_API_CONTEXT_VARIABLES, WEBSOCKET_API_CONTEXT_VARIABLES]) {
      assert.equal(new Set<string>(names).size, names.length);
      assert.ok((names as readonly string[]).includes("requestId"));
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
  it("have to hold the request's id in a log, the extended one or the other", () => {
    assert.ok(REQUEST_ID.test("$context.requestId $context.status"));
    assert.ok(REQUEST_ID.test("$context.extendedRequestId"));
    assert.ok(!REQUEST_ID.test("$context.requestIdOfMine $context.awsEndpointRequestId"));
  });
});
