import assert from "node:assert/strict";
import { byMediaType, firstAccepted, isBinaryType, mediaType } from "../../../../gateway/behavior/rest-api/media-types";

describe("media types of a REST API", () => {
  it("are read in lower case, without parameters and spaces", () => {
    assert.equal(mediaType(" Text/HTML ; charset=utf-8"), "text/html");
    for (const none of [undefined, "", " ", ";charset=utf-8"]) {
      assert.equal(mediaType(none), undefined);
    }
  });

  it("that a client accepts are the first one", () => {
    assert.equal(firstAccepted("image/png;q=0.1, */*"), "image/png");
    assert.equal(firstAccepted(undefined), undefined);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
  for (const [type, binary, expected] of [
    ["image/png", ["image/png"], true],
    ["image/png", ["IMAGE/PNG; a=b"], true],
    ["image/png", ["text/plain", "image/*"], true],
    ["image/png", ["*/*"], true],
    [undefined, ["*/*"], true],
    [undefined, ["image/*"], false],
    ["image/png", [], false],
    ["image/png", ["image/jpeg"], false],
    ["imagery/png", ["image/*"], false],
    // a wildcard before the slash matches nothing, not even itself: the recorded test that the code names
    ["image/png", ["*/png"], false],
    ["*/png", ["*/png"], false],
    ["x/image/png", ["image/*"], false],
    ["image/png", [""], false],
  ] as const) {
    it(`${type} is ${expected ? "" : "not "}binary by ${binary.join() || "nothing"}`, () => {
      assert.equal(isBinaryType(type, [...binary]), expected);
    });
  }

  it("select the member of a map whatever its case and parameters", () => {
    const values = { "text/html": 1, "Application/JSON;charset=utf-8": 2 };
    assert.deepEqual(byMediaType(values, "application/json"), ["Application/JSON;charset=utf-8", 2]);
    assert.equal(byMediaType(values, "text/plain"), undefined);
  });
});
