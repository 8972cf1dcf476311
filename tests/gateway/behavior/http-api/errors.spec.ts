import assert from "node:assert/strict";
import { GATEWAY_ERRORS, gatewayError, type GatewayErrorName } from "../../../../gateway/behavior/http-api/errors";

describe("gatewayError", () => {
  const expected: Record<GatewayErrorName, [status: number, body: string]> = {
    unauthorized: [401, `{"message":"Unauthorized"}`],
    forbidden: [403, `{"message":"Forbidden"}`],
    notFound: [404, `{"message":"Not Found"}`],
    requestTooLarge: [413, `{"message":"Request Entity Too Large"}`],
    tooManyRequests: [429, `{"message":"Too Many Requests"}`],
    headersTooLarge: [431, `{"message":"Request Header Fields Too Large"}`],
    internalServerError: [500, `{"message":"Internal Server Error"}`],
    serviceUnavailable: [503, `{"message":"Service Unavailable"}`],
  };
  for (const [name, [status, body]] of Object.entries(expected) as [GatewayErrorName, [number, string]][]) {
    it(`answers ${name} with ${status} ${body}`, () => {
      const response = gatewayError(name);
      assert.equal(response.statusCode, status);
      assert.equal(Buffer.from(response.body).toString(), body);
      assert.deepEqual(response.headers, [
        ["content-type", "application/json"],
        ["content-length", String(body.length)],
      ]);
    });
  }

  it("covers every error of the table", () => {
    assert.deepEqual(Object.keys(expected).sort(), Object.keys(GATEWAY_ERRORS).sort());
  });
});
