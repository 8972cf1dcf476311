import assert from "node:assert/strict";
import type { Fields } from "../../../../gateway/model/shared/openapi-document";
import type { RestAuthorizerModel } from "../../../../gateway/model/rest-api/authorizer-model";
import { securitySchemesOf } from "../../../../aws/openapi";
import { readSecurity } from "../../../../gateway/model/rest-api/security-reader";

const pool: RestAuthorizerModel = {
  urn: "urn",
  id: "pool",
  name: "pool",
  type: "COGNITO_USER_POOLS",
  identitySources: ["method.request.header.Authorization"],
  resultTtlSeconds: 300,
  issuers: ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"],
};
const guard: RestAuthorizerModel = {
  urn: "urn",
  id: "guard",
  name: "guard",
  type: "TOKEN",
  identitySources: [],
  resultTtlSeconds: 0,
  lambda: {},
  invokePermission: "unknown",
};
const document: Fields = {
  components: {
    securitySchemes: {
      key: { type: "apiKey", name: "x-api-key", in: "header" },
      signed: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
    },
  },
};

function read(operation: Fields, from = document): unknown[] {
  const { authorizationType, authorizationScopes, authorizer, apiKeyRequired } = readSecurity(
    from,
    [pool, guard],
    operation,
  );
  return [authorizationType, authorizationScopes, authorizer?.id, apiKeyRequired];
}

describe("the security of an operation", () => {
  it("is none where neither the operation nor the document has any", () => {
    assert.deepEqual(read({}), ["NONE", [], undefined, false]);
  });

  it("names the authorizer, with its scopes, and whether a key is needed too", () => {
    assert.deepEqual(read({ security: [{ key: [], pool: ["orders/read"] }] }), [
      "COGNITO_USER_POOLS",
      ["orders/read"],
      "pool",
      true,
    ]);
    assert.deepEqual(read({ security: [{ guard: [] }] }), ["CUSTOM", [], "guard", false]);
  });

  it("falls back to the document's, which an empty list of the operation's own takes off", () => {
    const guarded = { ...document, security: [{ guard: [] }] };
    assert.deepEqual(read({}, guarded), ["CUSTOM", [], "guard", false]);
    assert.deepEqual(read({ security: [] }, guarded), ["NONE", [], undefined, false]);
  });

  it("is IAM by a signed scheme or by the operation's extension, which can also take it off", () => {
    assert.deepEqual(read({ security: [{ signed: [] }] }), ["AWS_IAM", [], undefined, false]);
    assert.deepEqual(read({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }), ["AWS_IAM", [], undefined, false]);
    const off: Fields = { security: [{ signed: [] }], "x-amazon-apigateway-auth": { type: "NONE" } };
    assert.deepEqual(read(off), ["NONE", [], undefined, false]);
  });

  it("has the schemes of Swagger 2.0 and of OpenAPI 3.0", () => {
    const both: Fields = { ...document, securityDefinitions: { old: { type: "apiKey" } } };
    assert.deepEqual(Object.keys(securitySchemesOf(both)), ["old", "key", "signed"]);
  });
});
