import assert from "node:assert/strict";
import { parseRouteKey, RouteKeyError, routeKeyProblem, resourcePaths, routePathForm } from "../../aws/route-key";

describe("parseRouteKey", () => {
  it("takes a method, a literal, a parameter and a greedy parameter apart", () => {
    assert.deepEqual(parseRouteKey("GET /orders/{id}/files/{path+}"), {
      key: "GET /orders/{id}/files/{path+}",
      method: "GET",
      path: "/orders/{id}/files/{path+}",
      segments: [
        { kind: "literal", text: "orders" },
        { kind: "parameter", name: "id" },
        { kind: "literal", text: "files" },
        { kind: "greedy", name: "path" },
      ],
      isDefault: false,
    });
  });

  it("gives the root path no segments", () => {
    assert.deepEqual(parseRouteKey("ANY /").segments, []);
  });

  it("lets $default take every method", () => {
    assert.deepEqual(parseRouteKey("$default"), {
      key: "$default",
      method: "ANY",
      path: "$default",
      segments: [],
      isDefault: true,
    });
  });

  it("throws an error that names the key and the fix", () => {
    assert.throws(
      () => parseRouteKey("get /pets"),
      (error: unknown) =>
        error instanceof RouteKeyError &&
        error.message === `Route key "get /pets": the method must be in capitals; write "GET /pets".`,
    );
  });
});

describe("routeKeyProblem", () => {
  const wellFormed = [
    "$default",
    "GET /",
    "ANY /{proxy+}",
    "DELETE /a.b/c_d-e/f:g",
    "PATCH /users/{user-id}",
    "HEAD /items:batch",
    // https://github.com/aws/aws-cdk/pull/27619
    "GET /$metadata",
    "OPTIONS /{proxy+}",
    "PUT /a/{b}/{c+}",
  ];
  for (const key of wellFormed) {
    it(`finds nothing wrong with ${key}`, () => assert.equal(routeKeyProblem(key), undefined));
  }

  const malformed: [key: string, problem: string][] = [
    ["", `it is empty; write a method, one space and a path, such as "GET /orders/{id}", or "$default".`],
    ["/pets", `the method is missing; write "GET /pets" or "ANY /pets".`],
    [
      "GET  /pets",
      `it is not a method, one space and a path; write a method, one space and a path, such as "GET /orders/{id}", or "$default".`,
    ],
    ["$connect", `HTTP APIs have one route with a $ sign; write "$default".`],
    ["get /pets", `the method must be in capitals; write "GET /pets".`],
    ["* /pets", `for every method, write "ANY /pets".`],
    [
      "GTE /pets",
      `the method "GTE" is not one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT; write "GET /pets".`,
    ],
    [
      "delet /pets",
      `the method "delet" is not one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT; write "DELETE /pets".`,
    ],
    ["UPDATE /pets", `the method "UPDATE" is not one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT.`],
    ["FETCH /pets", `the method "FETCH" is not one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT.`],
    ["GET pets", `the path "pets" must start with a slash; write "GET /pets".`],
    ["GET /pets/", `the path ends with a slash, which API Gateway refuses; write "GET /pets".`],
    ["GET //", `the path ends with a slash, which API Gateway refuses; write "GET /".`],
    ["GET /pets?id=1", `a route has no query string or fragment; write "GET /pets".`],
    ["GET /a//b", `two slashes stand side by side; a part between slashes can't be empty.`],
    ["GET /pets/:id", `":id" is written as other frameworks do; write "{id}".`],
    ["GET /pets/*", `a star has no meaning in a route; for all that follows write "{proxy+}".`],
    ["GET /{proxy}+", `in "{proxy}+" the plus sign stands inside the braces; write "{proxy+}".`],
    [
      "GET /{id}.json",
      `"{id}.json" mixes a parameter with other text; a parameter fills the whole part, such as "{id}".`,
    ],
    // what API Gateway answers to each is one text: "Invalid route key"
    ["GET /x/{id", `the brace in "{id" is not closed; write "{id}".`],
    ["GET /{id/orders", `the brace in "{id" is not closed; write "{id}".`],
    ["GET /x/{proxy+", `the brace in "{proxy+" is not closed; write "{proxy+}".`],
    ["GET /x/id}", `the brace in "id}" is closed, but not opened; write "{id}".`],
    ["GET /{{id}}", `"{{id}}" has two braces on each side; write "{id}".`],
    ["GET /{", `the brace in "{" is not closed; write "{id}".`],
    ["GET /{a/b}", `"{a/b}" has a slash inside its braces; write "{a}/{b}".`],
    ["GET /{+proxy}", `in "{+proxy}" the plus sign stands after the name; write "{proxy+}".`],
    [
      "GET /{a}{b}",
      `"{a}{b}" has two parameters in one part of the path; put a slash between them, or read them from one parameter.`,
    ],
    ["GET /x/{id?}", `"{id?}" would be optional, which no parameter is; write "{id}", and a second route without it.`],
    ["GET /[id]", `"[id]" is written as other frameworks do; write "{id}".`],
    ["GET /[...path]", `"[...path]" is written as other frameworks do; write "{path+}".`],
    ["GET /<int:id>", `"<int:id>" is written as other frameworks do; write "{id}".`],
    ["GET /{}", `the parameter name "" may have letters, digits, ".", "_", "-" and ":" only.`],
    ["GET /{a b}", keyShape()],
    [
      "GET /{rest+}/x",
      `the greedy parameter "{rest+}" must be the last part of the path; move it there or write "{rest}".`,
    ],
    ["GET /{id}/x/{id}", `the parameter {id} stands twice in the path; give each its own name.`],
    ["GET /pets//", `the path ends with a slash, which API Gateway refuses; write "GET /pets".`],
    [" /pets", keyShape()],
    ["GET\u00a0/pets\u00a0", keyShape()],
    ["GET /{ab/cd}", `"{ab/cd}" has a slash inside its braces; write "{ab}/{cd}".`],
    ["GET /{/a}", `"{/a}" has a slash inside its braces; write "{a}".`],
    ["GET /{é}", `the parameter name "é" may have letters, digits, ".", "_", "-" and ":" only.`],
    ["GET /{aé}", `the parameter name "aé" may have letters, digits, ".", "_", "-" and ":" only.`],
    ["GET /{éa}", `the parameter name "éa" may have letters, digits, ".", "_", "-" and ":" only.`],
    ["GET /aé", `the part "aé" may have letters, digits, ".", "_", "-", ":" and "$" only.`],
    ["GET /{{{id}}}", `"{{{id}}}" has two braces on each side; write "{id}".`],
    ["GET /{a+b}", `in "{a+b}" the plus sign stands after the name; write "{ab+}".`],
    ["GET /<id>", `"<id>" is written as other frameworks do; write "{id}".`],
    ["GET /x[id]", `the part "x[id]" may have letters, digits, ".", "_", "-", ":" and "$" only.`],
    ["GET /[id]x", `the part "[id]x" may have letters, digits, ".", "_", "-", ":" and "$" only.`],
  ];
  for (const [key, problem] of malformed) {
    it(`says what is wrong with ${JSON.stringify(key)}`, () => assert.equal(routeKeyProblem(key), problem));
  }
});

describe("routePathForm", () => {
  it("is the same for paths that differ in parameter names alone", () => {
    assert.equal(routePathForm(parseRouteKey("GET /orders/{id}")), "/orders/{}");
    assert.equal(routePathForm(parseRouteKey("GET /orders/{rest+}")), "/orders/{+}");
    assert.equal(routePathForm(parseRouteKey("GET /")), "/");
    assert.equal(routePathForm(parseRouteKey("$default")), "$default");
  });
});

describe("resourcePaths", () => {
  it("has every part of every path once, and the root", () => {
    assert.deepEqual(resourcePaths(["/orders/{id}/items", "/orders", "/", "/users/"]), [
      "/",
      "/orders",
      "/orders/{id}",
      "/orders/{id}/items",
      "/users",
    ]);
  });
});

function keyShape(): string {
  return `it is not a method, one space and a path; write a method, one space and a path, such as "GET /orders/{id}", or "$default".`;
}
