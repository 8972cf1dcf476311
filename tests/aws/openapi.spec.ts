import assert from "node:assert/strict";
import { parse } from "yaml";
import {
  escapePointer,
  fieldsOf,
  memberOf,
  methodOf,
  operationsOf,
  OPERATION_MEMBERS,
  parseDocument,
  pointerParts,
  requirementsOf,
  resolveReference,
  routeKeyOf,
  securitySchemesOf,
} from "../../aws/openapi";

describe("the text of an OpenAPI document", () => {
  it("is JSON or YAML, and a YAML mapping may begin with a brace", () => {
    assert.deepEqual(parseDocument('{"openapi":"3.0.1"}', parse), { openapi: "3.0.1" });
    assert.deepEqual(parseDocument("swagger: '2.0'\n", parse), { swagger: "2.0" });
    assert.deepEqual(parseDocument("{openapi: 3.0.1}", parse), { openapi: "3.0.1" });
  });

  it("is read as JSON first: the YAML parser takes many times as long", () => {
    const never = (): never => assert.fail("the YAML parser was called");
    assert.deepEqual(parseDocument(' {"openapi":"3.0.1"}', never), { openapi: "3.0.1" });
  });

  it("is no document where it holds another value", () => {
    assert.deepEqual(
      ["[]", "text", "1", ""].map((text) => parseDocument(text, parse)),
      Array<undefined>(4).fill(undefined),
    );
  });

  it("is reported as JSON where it begins so and is neither, and without a YAML parser", () => {
    assert.throws(() => parseDocument('{"paths": [', parse), SyntaxError);
    assert.throws(() => parseDocument("swagger: '2.0'\n"), SyntaxError);
    assert.throws(() => parseDocument("paths: [", parse), /Flow sequence/);
  });
});

describe("operationsOf", () => {
  it("leaves out what is no operation, and calls the extension for all methods ANY", () => {
    const item = {
      summary: "orders",
      parameters: [],
      get: { operationId: "list" },
      "x-amazon-apigateway-any-method": { operationId: "rest" },
    };
    const found = operationsOf({ paths: { "/orders/{id}": item, "x-note": "text" } });
    assert.deepEqual(
      found.map(({ method, fields }) => [method, fields]),
      [
        ["GET", { operationId: "list" }],
        ["ANY", { operationId: "rest" }],
      ],
    );
    assert.deepEqual(
      found.map(({ member, path, pointer }) => [member, path, pointer]),
      [
        ["get", "/orders/{id}", "/paths/~1orders~1{id}/get"],
        ["x-amazon-apigateway-any-method", "/orders/{id}", "/paths/~1orders~1{id}/x-amazon-apigateway-any-method"],
      ],
    );
    assert.equal(found[0]?.item, item);
  });

  it("reads a document without paths, and paths and operations that are not objects", () => {
    assert.deepEqual(operationsOf({}), []);
    assert.deepEqual(operationsOf({ paths: ["/"] }), []);
    assert.deepEqual(operationsOf({ paths: { "/": null } }), []);
    assert.deepEqual(
      operationsOf({ paths: { "/": { get: null } } }).map(({ fields }) => fields),
      [{}],
    );
  });

  it("has methods and members that go both ways", () => {
    assert.deepEqual(
      OPERATION_MEMBERS.map((member) => memberOf(methodOf(member))),
      OPERATION_MEMBERS,
    );
  });
});

describe("the route key of an operation", () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
  it("is $default for its path or its mark", () => {
    const keyOf = (path: string, fields: Record<string, unknown>): string =>
      routeKeyOf({ method: "ANY", path, fields });
    assert.equal(keyOf("/$default", {}), "$default");
    assert.equal(keyOf("/any", { isDefaultRoute: true }), "$default");
    assert.equal(keyOf("/any", { isDefaultRoute: "true" }), "ANY /any");
  });
});

describe("the security of an operation", () => {
  const document = {
    security: [{ users: [] }],
    securityDefinitions: { old: { type: "apiKey" } },
    components: { securitySchemes: { users: { type: "openIdConnect" } } },
  };

  it("is its own list, or the document's", () => {
    assert.deepEqual(requirementsOf<unknown>(document, {}), [{ users: [] }]);
    assert.deepEqual(requirementsOf<unknown>(document, { security: [] }), []);
    assert.deepEqual(requirementsOf<unknown>(document, { security: [{ a: ["x"], b: [] }, "c"] }), [
      { a: ["x"], b: [] },
      {},
    ]);
    assert.deepEqual(requirementsOf<unknown>({}, { security: "users" }), []);
  });

  it("has schemes of OpenAPI 3.0 and of Swagger 2.0", () => {
    assert.deepEqual(Object.keys(securitySchemesOf<unknown>(document)), ["old", "users"]);
    assert.deepEqual(securitySchemesOf({}), {});
  });
});

describe("resolveReference", () => {
  const document = { components: { parameters: { id: { name: "id", in: "path" } }, "a/b": { c: { d: 1 } } } };

  it("follows a reference into the document", () => {
    assert.deepEqual(resolveReference<unknown>(document, { $ref: "#/components/parameters/id" }), {
      name: "id",
      in: "path",
    });
    assert.deepEqual(resolveReference<unknown>(document, { $ref: "#/components/parameters/none" }), {});
  });

  // https://www.rfc-editor.org/rfc/rfc6901
  it("follows a reference with escaped names", () => {
    assert.deepEqual(resolveReference<unknown>(document, { $ref: "#/components/a~1b/c" }), { d: 1 });
    assert.deepEqual(pointerParts("#/paths/~1orders~1%7Bid%7D/get"), ["paths", "/orders/{id}", "get"]);
    assert.deepEqual(pointerParts("#/a/100%"), ["a", "100%"]);
    assert.equal(escapePointer("/a~b"), "~1a~0b");
  });

  it("gives an object without a reference as it is", () => {
    assert.deepEqual(resolveReference<unknown>(document, { name: "limit" }), { name: "limit" });
  });
});

describe("fieldsOf", () => {
  it("has no members of what is not an object", () => {
    assert.deepEqual(
      [undefined, null, [], "text"].map((value: unknown) => fieldsOf(value)),
      [{}, {}, {}, {}],
    );
  });
});
