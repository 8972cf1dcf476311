import assert from "node:assert/strict";
import { codingOf, responseCoding } from "../../../../gateway/behavior/rest-api/content-coding";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
describe("the coding of a response", () => {
  for (const [accept, minimum, size, expected] of [
    ["gzip", 0, 1, "gzip"],
    ["deflate", 0, 1, "deflate"],
    ["GZIP", 0, 1, "gzip"],
    [" gzip ;q=0.5 , deflate;q=0.9", 0, 1, "deflate"],
    ["deflate;q=0.5, gzip", 0, 1, "gzip"],
    ["gzip, deflate", 0, 1, "gzip"],
    ["deflate, gzip", 0, 1, "deflate"],
    ["*", 0, 1, "gzip"],
    ["gzip;q=0", 0, 1, undefined],
    ["gzip;q=0, deflate", 0, 1, "deflate"],
    ["br", 0, 1, undefined],
    ["br, gzip", 0, 1, undefined],
    ["br;q=0.1, gzip;q=0.2", 0, 1, "gzip"],
    ["gzip;x=1;q=0.1, deflate;q=0.2", 0, 1, "deflate"],
    ["identity", 0, 1, undefined],
    ["", 0, 1, undefined],
    [undefined, 0, 1, undefined],
    // "the smallest payload size that is compressed"
    ["gzip", 10, 10, "gzip"],
    ["gzip", 10, 9, undefined],
    ["gzip", undefined, 10, undefined],
    ["gzip", 0, 0, undefined],
  ] as const) {
    it(`of ${size} bytes, the least ${minimum}, for ${accept} is ${expected}`, () => {
      assert.equal(responseCoding(accept, minimum, size), expected);
    });
  }
});

describe("the coding of a request", () => {
  it("is gzip or deflate, in any case, and nothing else", () => {
    assert.deepEqual([" GZip ", "deflate", "br", "", undefined].map(codingOf), [
      "gzip",
      "deflate",
      undefined,
      undefined,
      undefined,
    ]);
  });
});
