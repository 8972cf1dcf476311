import assert from "node:assert/strict";
import {
  GATEWAY_RESPONSE_TYPES,
  renderGatewayResponse,
  restError,
} from "../../../../gateway/behavior/rest-api/gateway-responses";

const variables: Record<string, string> = { "context.error.messageString": '"no"', "context.requestId": "r1" };
const read = (name: string): string | undefined => variables[name];

describe("renderGatewayResponse", () => {
  it("knows every type that AWS has with a status of its own", () => {
    assert.equal(GATEWAY_RESPONSE_TYPES.length, 19);
    assert.equal(restError("THROTTLED").statusCode, 429);
    assert.equal(restError("INTEGRATION_TIMEOUT").statusCode, 504);
  });

  it("answers with AWS's default where the API has none of its own", () => {
    assert.deepEqual(renderGatewayResponse(restError("THROTTLED"), [], undefined, read), {
      statusCode: 429,
      headers: [["content-type", "application/json"]],
      body: '{"message":"no"}',
    });
  });

  it("does not let DEFAULT_4XX answer for a 5XX error", () => {
    const responses = [
      { responseType: "DEFAULT_4XX", statusCode: "499", responseParameters: {}, responseTemplates: {} },
    ];
    assert.equal(renderGatewayResponse(restError("THROTTLED"), responses, undefined, read).statusCode, 499);
    assert.equal(renderGatewayResponse(restError("INTEGRATION_TIMEOUT"), responses, undefined, read).statusCode, 504);
  });

  it("answers 413 with AWS's default, which no API can change", () => {
    const responses = ["REQUEST_TOO_LARGE", "DEFAULT_4XX"].map((responseType) => ({
      responseType,
      statusCode: "400",
      responseParameters: {},
      responseTemplates: { "application/json": "own" },
    }));
    assert.deepEqual(renderGatewayResponse(restError("REQUEST_TOO_LARGE"), responses, undefined, read), {
      statusCode: 413,
      headers: [["content-type", "application/json"]],
      body: '{"message":"no"}',
    });
  });

  it("substitutes variables with and without braces, and nothing else of Velocity", () => {
    const responseTemplates = {
      "application/json": "#if(true)$context.requestId}${context.requestId}x $context.nothing!",
    };
    const responses = [{ responseType: "THROTTLED", responseParameters: {}, responseTemplates }];
    assert.equal(renderGatewayResponse(restError("THROTTLED"), responses, undefined, read).body, "#if(true)r1}r1x !");
  });
});
