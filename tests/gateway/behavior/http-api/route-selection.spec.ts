import assert from "node:assert/strict";
import { RouteTable, selectStage } from "../../../../gateway/behavior/http-api/route-selection";
import { route, stage } from "../../../support/requests";

function select(keys: string[], method: string, path: string): [routeKey: string, parameters?: object] | undefined {
  const match = new RouteTable(keys.map((key) => route(key))).select(method, path);
  if (match === undefined) {
    return undefined;
  }
  return match.pathParameters === undefined ? [match.route.routeKey] : [match.route.routeKey, match.pathParameters];
}

describe("RouteTable on the example of AWS's page", () => {
  const keys = ["$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1"];
  const cases: [method: string, path: string, expected: unknown][] = [
    ["GET", "/pets/dog/1", ["GET /pets/dog/1"]],
    ["GET", "/pets/dog/2", ["GET /pets/dog/{id}", { id: "2" }]],
    ["GET", "/pets/cat/1", ["GET /pets/{proxy+}", { proxy: "cat/1" }]],
    ["POST", "/test/5", ["ANY /{proxy+}", { proxy: "test/5" }]],
    ["POST", "/pets/dog/1", ["ANY /{proxy+}", { proxy: "pets/dog/1" }]],
  ];
  for (const [method, path, expected] of cases) {
    it(`sends ${method} ${path} to ${(expected as string[])[0]}`, () => {
      assert.deepEqual(select(keys, method, path), expected);
    });
  }
});

describe("RouteTable", () => {
  it("takes a parameter of any name", () => {
    for (const [key, name] of [
      ["GET /a/{__proto__}", "__proto__"],
      ["GET /a/{__proto__+}", "__proto__"],
      ["GET /a/{constructor}", "constructor"],
    ] as const) {
      assert.deepEqual(select([key], "GET", "/a/7"), [key, Object.fromEntries([[name, "7"]])]);
    }
  });

  it("prefers the method to ANY on the same path", () => {
    assert.deepEqual(select(["ANY /pets", "GET /pets"], "GET", "/pets"), ["GET /pets"]);
    assert.deepEqual(select(["ANY /pets", "GET /pets"], "PUT", "/pets"), ["ANY /pets"]);
  });

  it("prefers a full match by ANY to a greedy match by method", () => {
    assert.deepEqual(select(["GET /{proxy+}", "ANY /pets/{id}"], "GET", "/pets/1"), ["ANY /pets/{id}", { id: "1" }]);
  });

  it("prefers the literal part that comes first", () => {
    assert.deepEqual(select(["GET /{a}/x", "GET /pets/{b}"], "GET", "/pets/x"), ["GET /pets/{b}", { b: "x" }]);
  });

  it("prefers the longer greedy prefix", () => {
    const keys = ["GET /{proxy+}", "GET /a/{proxy+}", "GET /a/b/{proxy+}"];
    assert.deepEqual(select(keys, "GET", "/a/b/c"), ["GET /a/b/{proxy+}", { proxy: "c" }]);
  });

  it("falls back to $default, which has no path parameters", () => {
    assert.deepEqual(select(["$default", "GET /a"], "PUT", "/a"), ["$default"]);
  });

  it("matches nothing without a route: 404", () => {
    assert.equal(select(["GET /a"], "GET", "/b"), undefined);
    assert.equal(select(["GET /a"], "POST", "/a"), undefined);
  });

  it("takes a trailing slash for another path", () => {
    assert.equal(select(["GET /pets", "GET /pets/{id}"], "GET", "/pets/"), undefined);
  });

  it("lets a greedy parameter be empty after a slash, and be the root", () => {
    assert.deepEqual(select(["GET /pets/{proxy+}"], "GET", "/pets/"), ["GET /pets/{proxy+}", { proxy: "" }]);
    assert.deepEqual(select(["GET /{proxy+}"], "GET", "/"), ["GET /{proxy+}", { proxy: "" }]);
    assert.equal(select(["GET /pets/{proxy+}"], "GET", "/pets"), undefined);
  });

  it("prefers the root route to the greedy one", () => {
    assert.deepEqual(select(["ANY /{proxy+}", "GET /"], "GET", "/"), ["GET /"]);
  });

  it("decodes parameters, and an encoded slash stays within its part", () => {
    assert.deepEqual(select(["GET /files/{name}"], "GET", "/files/a%2Fb%20c"), [
      "GET /files/{name}",
      { name: "a/b c" },
    ]);
    assert.deepEqual(select(["GET /{rest+}"], "GET", "/a%20b/c/"), ["GET /{rest+}", { rest: "a b/c/" }]);
  });

  it("compares literals decoded and with their case", () => {
    assert.deepEqual(select(["GET /pets"], "GET", "/p%65ts"), ["GET /pets"]);
    assert.equal(select(["GET /pets"], "GET", "/Pets"), undefined);
  });

  it("lists its routes in the order of precedence", () => {
    const table = new RouteTable(["$default", "GET /{id}", "GET /a"].map((key) => route(key)));
    assert.deepEqual(
      table.routes.map((item) => item.routeKey),
      ["GET /a", "GET /{id}", "$default"],
    );
  });
});

describe("selectStage", () => {
  const stages = [stage("$default"), stage("dev")];
  const names = (path: string, list = stages) => {
    const match = selectStage(list, path);
    return match === undefined ? undefined : [match.stage.name, match.routePath];
  };

  it("takes the stage that is the first part of the path, and takes it off", () => {
    assert.deepEqual(names("/dev/pets/1"), ["dev", "/pets/1"]);
    assert.deepEqual(names("/dev"), ["dev", "/"]);
    assert.deepEqual(names("/dev/"), ["dev", "/"]);
  });

  it("falls back to $default with the whole path", () => {
    assert.deepEqual(names("/pets"), ["$default", "/pets"]);
    assert.deepEqual(names("/develop"), ["$default", "/develop"]);
  });

  it("finds nothing without a $default stage: 404", () => {
    assert.equal(names("/pets", [stage("dev")]), undefined);
  });

  it("passes over a stage with nothing deployed", () => {
    assert.deepEqual(names("/dev/pets", [stage("$default"), stage("dev", { deployed: false })]), [
      "$default",
      "/dev/pets",
    ]);
  });
});
