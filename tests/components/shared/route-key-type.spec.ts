import assert from "node:assert/strict";
import { HttpApi, lambda, none } from "../../../components";
import type { IsRouteKey, PathParameters } from "../../../components/shared/route-key-type";
import { routeKeyProblem } from "../../../aws/route-key";

/** Compiles only where the compiler says of each key what the table says; the test reports that the program agrees. */
type Judged<Table extends Record<string, boolean>> = { [K in keyof Table & string]: IsRouteKey<K> };

const KEYS = {
  $default: true,
  "GET /": true,
  "GET /orders": true,
  "POST /orders/{id}": true,
  "ANY /{proxy+}": true,
  "DELETE /orders/{id}/items/{item}": true,
  "PUT /files/{path+}": true,
  "GET /a.b-c_d:e/X9": true,
  "GET /$metadata": true,
  "GET /{order.id}/{user-id}/{a:b}": true,
  $connect: false,
  "": false,
  GET: false,
  "/orders": false,
  "GET orders": false,
  "get /orders": false,
  "FETCH /orders": false,
  "* /orders": false,
  "GET  /orders": false,
  " GET /orders": false,
  "GET /orders ": false,
  "GET /orders/": false,
  "GET //orders": false,
  "GET /orders//items": false,
  "GET /orders/:id": false,
  "GET /orders/*": false,
  "GET /orders?x=1": false,
  "GET /orders#x": false,
  "GET /{id": false,
  "GET /id}": false,
  "GET /{}": false,
  "GET /{+}": false,
  "GET /x{id}": false,
  "GET /{id}x": false,
  "GET /{proxy+}/x": false,
  "GET /{proxy}+": false,
  "GET /{a b}": false,
  "GET /{a$}": false,
  "GET /{id}/{id}": false,
  "GET /{id}/x/{id+}": false,
  "GET /a<b": false,
  "GET /a%20b": false,
  "GET /~me": false,
  "GET /@x": false,
} as const;

const judged: Judged<typeof KEYS> = KEYS;

describe("the type of a route key", () => {
  for (const [key, wellFormed] of Object.entries(judged)) {
    it(`${wellFormed ? "takes" : "refuses"} ${JSON.stringify(key)}, as the program does`, () => {
      assert.equal(routeKeyProblem(key) === undefined, wellFormed);
    });
  }

  it("makes the compiler refuse a malformed key, a missing parameter and a route that is not there", () => {
    const target = {
      integration: lambda("arn:aws:lambda:eu-west-1:123456789012:function:f"),
      authorizer: none("a test"),
    };
    const id: PathParameters<"GET /a/{id}/{rest+}"> = "id";
    /** Never called: that it compiles is the test. */
    const program = (): void => {
      const api = new HttpApi("shop", { routes: { "GET /a/{id}": target, "GET /b": target.integration } });
      api.urlFor("GET /a/{id}", { [id]: "1" });
      api.urlFor("GET /b");
      // @ts-expect-error the parameter is missing
      api.urlFor("GET /a/{id}");
      // @ts-expect-error the parameter has another name
      api.urlFor("GET /a/{id}", { other: "1" });
      // @ts-expect-error there is no parameter
      api.urlFor("GET /b", { id: "1" });
      // @ts-expect-error there is no such route
      api.urlFor("GET /c");
      // @ts-expect-error there is no such route
      void api.resources.routes["GET /c"];
      // @ts-expect-error the key has a method that there is not
      new HttpApi("shop", { routes: { "FETCH /a": target } });
      // @ts-expect-error the key ends with a slash
      new HttpApi("shop", { routes: { "GET /a": target, "GET /a/": target.integration } });
      // @ts-expect-error a route needs an integration
      new HttpApi("shop", { routes: { "GET /a": { authorizer: none("a test") } } });
    };
    assert.equal(typeof program, "function");
  });
});
