import assert from "node:assert/strict";
import {
  isReservedHeader,
  parseMappingKey,
  requestMappingProblems,
  responseMappingProblems,
} from "../../aws/parameter-mapping";

describe("parseMappingKey", () => {
  it("takes a key apart", () => {
    assert.deepEqual(parseMappingKey("append:header.x-id"), { place: "header", action: "append", name: "x-id" });
    assert.deepEqual(parseMappingKey("remove:querystring.a.b"), {
      place: "querystring",
      action: "remove",
      name: "a.b",
    });
    assert.deepEqual(parseMappingKey("overwrite:path"), { place: "path", action: "overwrite" });
    assert.deepEqual(parseMappingKey("overwrite:statuscode"), { place: "statuscode", action: "overwrite" });
    assert.equal(parseMappingKey("append:path"), undefined);
  });
});

describe("isReservedHeader", () => {
  it("knows names and prefixes whatever their case", () => {
    for (const name of [
      "Authorization",
      "x-amz-date",
      "X-AMZN-TRACE-ID",
      "Access-Control-Allow-Origin",
      "apigw-x",
      "Via",
    ]) {
      assert.equal(isReservedHeader(name), true, name);
    }
    assert.equal(isReservedHeader("x-api-key"), false);
  });
});

describe("mapping problems", () => {
  it("name the key and the fix", () => {
    assert.deepEqual(
      requestMappingProblems({ "overwrite:header.authorization": "x", "set:header.a": "x", "append:header.a": "x" }),
      [
        `requestParameters "overwrite:header.authorization": the header "authorization" is reserved by API Gateway; choose another.`,
        `requestParameters "set:header.a": write append:, overwrite: or remove: with header.<name> or querystring.<name>, or overwrite:path.`,
      ],
    );
    assert.deepEqual(responseMappingProblems({ statusCode: "2xx", mappings: { "overwrite:path": "/" } }), [
      `responseParameters of status "2xx": the status must be from 200 to 599.`,
      `responseParameters "overwrite:path": write append:, overwrite: or remove: with header.<name>, or overwrite:statuscode.`,
    ]);
    assert.deepEqual(responseMappingProblems({ statusCode: "500", mappings: { "overwrite:statuscode": "403" } }), []);
  });
});
