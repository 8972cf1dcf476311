import assert from "node:assert/strict";
import { readCors } from "../../../../gateway/model/http-api/parts";

describe("readCors", () => {
  it("fills in what is left out", () => {
    assert.deepEqual(readCors({ allowOrigins: ["*"] }), {
      allowOrigins: ["*"],
      allowMethods: [],
      allowHeaders: [],
      exposeHeaders: [],
      allowCredentials: false,
    });
  });

  it("keeps a max age of 0", () => assert.equal(readCors({ maxAge: 0 })?.maxAge, 0));

  it("is undefined where the gateway does not own CORS", () => {
    assert.equal(readCors(undefined), undefined);
    assert.equal(readCors({}), undefined);
  });
});
