import assert from "node:assert/strict";
import {
  GATEWAY_RESPONSE_TYPES,
  MALFORMED_RESULT,
  renderGatewayResponse,
  restError,
  type RestError,
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

  /** The lengths of recorded answers: 35, 36 and 41 bytes with a space, 26 and 42 without. `Message` is in the page that the code cites. */
  it("writes AWS's defaults as AWS does, with a space or a capital letter", () => {
    const body = (error: RestError): string =>
      renderGatewayResponse(error, [], undefined, (name) =>
        name === "context.error.messageString" ? JSON.stringify(error.message) : undefined,
      ).body;
    assert.equal(body(restError("BAD_REQUEST_BODY")).length, 35);
    assert.equal(body(MALFORMED_RESULT).length, 36);
    assert.equal(body(restError("INTEGRATION_TIMEOUT")).length, 41);
    assert.equal(body(restError("UNAUTHORIZED")).length, 26);
    assert.equal(body(restError("MISSING_AUTHENTICATION_TOKEN")).length, 42);
    assert.equal(body(restError("ACCESS_DENIED")), '{"Message":"User is not authorized to access this resource"}');
    const headersAlone = [{ responseType: "DEFAULT_4XX", responseParameters: {}, responseTemplates: {} }];
    const changed = renderGatewayResponse(restError("ACCESS_DENIED"), headersAlone, undefined, read);
    assert.equal(changed.body, '{"message":"no"}');
  });

  it("does not let DEFAULT_4XX answer for a 5XX error", () => {
    const responses = [
      { responseType: "DEFAULT_4XX", statusCode: "499", responseParameters: {}, responseTemplates: {} },
    ];
    assert.equal(renderGatewayResponse(restError("THROTTLED"), responses, undefined, read).statusCode, 499);
    assert.equal(renderGatewayResponse(restError("INTEGRATION_TIMEOUT"), responses, undefined, read).statusCode, 504);
    for (const statusCode of ["100", "999", "4xx", ""]) {
      const none = [{ responseType: "DEFAULT_4XX", statusCode, responseParameters: {}, responseTemplates: {} }];
      assert.equal(renderGatewayResponse(restError("THROTTLED"), none, undefined, read).statusCode, 429, statusCode);
    }
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
      body: '{"message": "no"}',
    });
  });

  const own = (changes: object, responseType = "THROTTLED") => ({
    responseType,
    responseParameters: {},
    responseTemplates: {},
    ...changes,
  });
  const rendered = (responses: ReturnType<typeof own>[], accept?: string): ReturnType<typeof renderGatewayResponse> =>
    renderGatewayResponse(restError("THROTTLED"), responses, accept, read);

  it("lets DEFAULT_5XX answer for 500 and more, and the type's own before it", () => {
    const responses = [own({ statusCode: "599" }, "DEFAULT_5XX"), own({ statusCode: "498" }, "DEFAULT_4XX")];
    const statusOf = (type: Parameters<typeof restError>[0]): number =>
      renderGatewayResponse(restError(type), responses, undefined, read).statusCode;
    assert.deepEqual([statusOf("API_CONFIGURATION_ERROR"), statusOf("THROTTLED")], [599, 498]);
    assert.equal(rendered([own({ statusCode: "498" }, "DEFAULT_4XX"), own({ statusCode: "420" })]).statusCode, 420);
  });

  it("sets headers from texts and variables, whose own content type takes the place of the template's", () => {
    const responseParameters = {
      "gatewayresponse.header.X-Own": "'it''s'",
      "gatewayresponse.header.X-Id": "context.requestId",
      "gatewayresponse.header.X-None": "context.nothing",
      "gatewayresponse.path.x": "'p'",
    };
    assert.deepEqual(rendered([own({ responseParameters })]).headers, [
      ["content-type", "application/json"],
      ["x-own", "it''s"],
      ["x-id", "r1"],
    ]);
    const typed = { "gatewayresponse.header.Content-Type": "'text/plain'" };
    assert.deepEqual(rendered([own({ responseParameters: typed })]).headers, [["content-type", "text/plain"]]);
  });

  it("renders the template that the client accepts first, that of JSON, or the first", () => {
    const responseTemplates = { "text/html": "h", "application/json": "j", "Text/Plain": "p" };
    const body = (accept: string | undefined, templates = responseTemplates as object): unknown[] => {
      const { headers, body: text } = rendered([own({ responseTemplates: templates })], accept);
      return [headers[0]?.[1], text];
    };
    assert.deepEqual(body(" TEXT/plain ;q=0.1, text/html"), ["Text/Plain", "p"]);
    assert.deepEqual(body("image/png"), ["application/json", "j"]);
    assert.deepEqual(body(undefined), ["application/json", "j"]);
    assert.deepEqual(body(""), ["application/json", "j"]);
    assert.deepEqual(body("image/png", { "text/html": "h", "text/plain": "p" }), ["text/html", "h"]);
  });

  it("substitutes variables with and without braces, and nothing else of Velocity", () => {
    const responseTemplates = {
      "application/json": "#if(true)$context.requestId}${context.requestId}x $context.nothing!",
    };
    const responses = [{ responseType: "THROTTLED", responseParameters: {}, responseTemplates }];
    assert.equal(renderGatewayResponse(restError("THROTTLED"), responses, undefined, read).body, "#if(true)r1}r1x !");
  });
});
