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
    for (const key of ["append:path", "an append:header.x", "append:header.x\ny", "append:header."]) {
      assert.equal(parseMappingKey(key), undefined, key);
    }
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
    assert.equal(requestMappingProblems({ "overwrite:statuscode": "403" }).length, 1);
    assert.equal(responseMappingProblems({ statusCode: "200", mappings: { "append:querystring.a": "b" } }).length, 1);
  });

  it("name a status that no response has", () => {
    for (const statusCode of ["200", "599"]) {
      assert.deepEqual(responseMappingProblems({ statusCode, mappings: {} }), [], statusCode);
    }
    for (const statusCode of ["199", "600", "100", "0200", "2000", "2e2", " 200", ""]) {
      assert.equal(responseMappingProblems({ statusCode, mappings: {} }).length, 1, statusCode);
    }
  });
});
