import assert from "node:assert/strict";
import { AuthorizerCache } from "../../../../gateway/behavior/shared/authorizer-cache";
import type { LambdaAuthorizerModel } from "../../../../gateway/model/http-api/model";
import type { AuthorizerAnswer } from "../../../../gateway/behavior/http-api/lambda-authorizer";

const ANSWER: AuthorizerAnswer = { kind: "simple", isAuthorized: true, context: {} };

function authorizer(resultTtlSeconds: number): LambdaAuthorizerModel {
  return {
    urn: "urn:a",
    id: "a1",
    name: "a",
    type: "REQUEST",
    identitySources: ["$request.header.Authorization"],
    lambda: {},
    payloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    resultTtlSeconds,
    invokePermission: "allowed",
  };
}

describe("AuthorizerCache", () => {
  it("keeps an answer for its time to live, by authorizer and values", () => {
    const cache = new AuthorizerCache();
    cache.set(authorizer(300), ["token"], ANSWER, 1_000);
    assert.equal(cache.get("a1", ["token"], 300_999), ANSWER);
    assert.equal(cache.get("a1", ["other"], 300_999), undefined);
    assert.equal(cache.get("a2", ["token"], 300_999), undefined);
    assert.equal(cache.get("a1", ["token"], 301_000), undefined);
  });

  it("tells values apart that join to the same text", () => {
    const cache = new AuthorizerCache();
    cache.set(authorizer(300), ["a,b"], ANSWER, 0);
    assert.equal(cache.get("a1", ["a", "b"], 1), undefined);
  });

  it("keeps nothing at a time to live of 0, without values or of a malformed answer", () => {
    const cache = new AuthorizerCache();
    cache.set(authorizer(0), ["t"], ANSWER, 0);
    cache.set(authorizer(300), [], ANSWER, 0);
    cache.set(authorizer(300), ["m"], { kind: "malformed", diagnosis: "" }, 0);
    assert.equal(cache.get("a1", ["t"], 0), undefined);
    assert.equal(cache.get("a1", [], 0), undefined);
    assert.equal(cache.get("a1", ["m"], 0), undefined);
  });

  it("drops the oldest answer when it is full", () => {
    const cache = new AuthorizerCache(2);
    for (const value of ["1", "2", "3"]) {
      cache.set(authorizer(300), [value], ANSWER, 0);
    }
    assert.equal(cache.get("a1", ["1"], 0), undefined);
    assert.equal(cache.get("a1", ["3"], 0), ANSWER);
  });
});
