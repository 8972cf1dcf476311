import assert from "node:assert/strict";
import { interpretProxyResult } from "../../../../gateway/behavior/rest-api/lambda-result";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
describe("the result of a function of a REST API", () => {
  const interpreted = (result: unknown, accept?: string, binary: string[] = []): unknown => {
    const found = interpretProxyResult({ kind: "result", payload: JSON.stringify(result) }, accept, binary);
    return found.kind === "response"
      ? [found.response.statusCode, found.response.headers, Buffer.from(found.response.body).toString()]
      : [found.kind, found.diagnosis];
  };
  const JSON_TYPE = ["content-type", "application/json"];

  it("is JSON where it names no type, in any map and case", () => {
    assert.deepEqual(interpreted({ statusCode: 201, body: "x" }), [201, [JSON_TYPE], "x"]);
    assert.deepEqual(interpreted({ body: "x", headers: { a: "b" } }), [200, [JSON_TYPE, ["a", "b"]], "x"]);
    assert.deepEqual(interpreted({ body: "x", headers: { "Content-Type": "text/plain" } }), [
      200,
      [["content-type", "text/plain"]],
      "x",
    ]);
    assert.deepEqual(interpreted({ body: "x", multiValueHeaders: { "CONTENT-TYPE": ["text/plain"] } }), [
      200,
      [["content-type", "text/plain"]],
      "x",
    ]);
    assert.deepEqual(interpreted({ headers: null, multiValueHeaders: null, body: null }), [200, [JSON_TYPE], ""]);
  });

  it("leaves the length to API Gateway", () => {
    assert.deepEqual(interpreted({ body: "x", headers: { "Content-Length": "99" } }), [200, [JSON_TYPE], "x"]);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html
  it("is decoded where the client accepts one of the API's binary types first", () => {
    const result = { body: Buffer.from("hi").toString("base64"), isBase64Encoded: true };
    assert.deepEqual(interpreted(result, "image/png, text/html", ["image/*"]), [200, [JSON_TYPE], "hi"]);
    assert.deepEqual(interpreted(result, "text/html, image/png", ["image/*"]), [200, [JSON_TYPE], "aGk="]);
    assert.deepEqual(interpreted(result, undefined, []), [200, [JSON_TYPE], "aGk="]);
    assert.deepEqual(interpreted({ isBase64Encoded: true }, "image/png", ["image/*"]), [200, [JSON_TYPE], ""]);
    assert.deepEqual(interpreted({ ...result, isBase64Encoded: false }, "image/png", ["image/*"]), [
      200,
      [JSON_TYPE],
      "aGk=",
    ]);
  });

  it("that is to be decoded and is no base64 cannot be", () => {
    const result = { body: "!", isBase64Encoded: true };
    assert.deepEqual(interpreted(result, "image/png", ["image/*"]), [
      "undecodable",
      `"isBase64Encoded" is true, and "body" is not base64; encode it`,
    ]);
    assert.deepEqual(interpreted(result, "text/html", ["image/*"]), [200, [JSON_TYPE], "!"]);
  });

  it("is malformed where the function fails, or names no status", () => {
    const failed = interpretProxyResult(
      { kind: "functionError", errorType: "Error", errorMessage: "no" } as never,
      undefined,
      [],
    );
    assert.equal(failed.kind, "malformed");
    assert.match(failed.kind === "malformed" ? failed.diagnosis : "", /Error: no/);
    assert.equal((interpreted({ statusCode: "abc" }) as string[])[0], "malformed");
    assert.equal((interpreted([]) as string[])[0], "malformed");
  });
});
