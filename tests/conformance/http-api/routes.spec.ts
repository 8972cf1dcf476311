import { httpApi } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance } from "./harness";
import { PAGES } from "./pages";

const fn = { function: "echo" };
const keys = [
  "GET /",
  "GET /pets",
  "GET /pets/dog/1",
  "GET /pets/dog/{id}",
  "GET /pets/{proxy+}",
  "ANY /pets/cat/{id}",
  "POST /pets/cat/{id}",
  "GET /files/{path+}",
  "ANY /files/{path+}",
  "GET /a/{x}/b/{y}",
  "GET /a/{x}/b/fixed",
  "DELETE /pets",
  "PATCH /pets",
  "PUT /pets",
  "HEAD /pets",
];

/** Which route takes a request, on an API with the keys above and, where asked for, `$default`. */
function selects(method: string, path: string, routeKey: string | 404, parameters?: Record<string, string>): Case {
  return {
    name: `${method} ${path} goes to ${routeKey}`,
    source: PAGES.routes,
    request: { method, path },
    expect:
      routeKey === 404
        ? { status: 404, body: '{"message":"Not Found"}' }
        : { status: 200, members: { routeKey, pathParameters: parameters } },
  };
}

conformance({
  name: "conformance: routes and their precedence",
  given: () => [echoFunction("echo"), ...httpApi({ routes: Object.fromEntries(keys.map((key) => [key, fn])) })],
  cases: [
    selects("GET", "/", "GET /"),
    selects("GET", "/pets", "GET /pets"),
    selects("PUT", "/pets", "PUT /pets"),
    selects("DELETE", "/pets", "DELETE /pets"),
    selects("PATCH", "/pets", "PATCH /pets"),
    selects("POST", "/pets", 404),
    selects("OPTIONS", "/pets", 404),
    selects("GET", "/pets/dog/1", "GET /pets/dog/1"),
    selects("GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }),
    selects("GET", "/pets/fish/7/fins", "GET /pets/{proxy+}", { proxy: "fish/7/fins" }),
    selects("POST", "/pets/fish/7", 404),
    selects("POST", "/pets/cat/5", "POST /pets/cat/{id}", { id: "5" }),
    selects("GET", "/pets/cat/5", "ANY /pets/cat/{id}", { id: "5" }),
    selects("DELETE", "/pets/cat/5", "ANY /pets/cat/{id}", { id: "5" }),
    selects("GET", "/files/a/b/c.txt", "GET /files/{path+}", { path: "a/b/c.txt" }),
    selects("PUT", "/files/a", "ANY /files/{path+}", { path: "a" }),
    {
      ...selects("TRACE", "/files/a", "ANY /files/{path+}", { path: "a" }),
      name: "TRACE goes to ANY, and the log notes that AWS's answer is not known",
      expect: {
        status: 200,
        log: /it is routed to ANY \/files\/\{path\+\}; whether AWS routes TRACE isn't known/,
      },
    },
    selects("GET", "/files", 404),
    selects("GET", "/a/1/b/2", "GET /a/{x}/b/{y}", { x: "1", y: "2" }),
    selects("GET", "/a/1/b/fixed", "GET /a/{x}/b/fixed", { x: "1" }),
    selects("GET", "/a/1/b", 404),
    selects("GET", "/a//b/2", 404),
    selects("GET", "/Pets", 404),
    selects("GET", "/unknown", 404),
    selects("GET", "/pets/dog/a%20b", "GET /pets/dog/{id}", { id: "a b" }),
    selects("GET", "/pets/dog/a%2Fb", "GET /pets/dog/{id}", { id: "a/b" }),
    {
      name: "a HEAD route answers with no body",
      source: PAGES.routes,
      request: { method: "HEAD", path: "/pets" },
      expect: { status: 200, body: "" },
    },
    {
      name: "the query string does not take part in the choice",
      source: PAGES.routes,
      request: { path: "/pets?x=/unknown" },
      expect: { status: 200, members: { routeKey: "GET /pets", rawQueryString: "x=/unknown" } },
    },
    {
      name: "an answer of the gateway's own is JSON",
      source: PAGES.routes,
      request: { path: "/unknown" },
      expect: { headers: { "content-type": "application/json", "content-length": "23" } },
    },
    {
      name: "every answer names its request id",
      source: PAGES.loggingVariables,
      request: { path: "/unknown" },
      expect: { headers: { "apigw-requestid": /^[A-Za-z0-9+/]{15}=$/ } },
    },
  ],
});

conformance({
  name: "conformance: the $default route",
  given: () => [
    echoFunction("echo"),
    ...httpApi({ routes: { $default: fn, "GET /pets": fn, "ANY /{proxy+}": fn, "GET /x/{id}": fn } }),
  ],
  cases: [
    selects("GET", "/pets", "GET /pets"),
    selects("GET", "/other", "ANY /{proxy+}", { proxy: "other" }),
    selects("OPTIONS", "/other/deep", "ANY /{proxy+}", { proxy: "other/deep" }),
    selects("GET", "/x/1", "GET /x/{id}", { id: "1" }),
    selects("POST", "/x/1", "ANY /{proxy+}", { proxy: "x/1" }),
  ],
});

conformance({
  name: "conformance: an API with $default alone",
  given: () => [echoFunction("echo"), ...httpApi({ routes: { $default: fn } })],
  cases: [
    selects("GET", "/", "$default"),
    selects("DELETE", "/any/thing", "$default"),
    selects("OPTIONS", "/any/thing", "$default"),
  ],
});

conformance({
  name: "conformance: stages",
  given: () => [
    echoFunction("echo"),
    ...httpApi({
      routes: { "GET /pets": fn, "GET /": fn },
      stages: {
        $default: {},
        prod: { stageVariables: { table: "orders", level: "1" } },
        staged: { autoDeploy: false },
        released: { autoDeploy: false, deploymentId: "abc123" },
      },
    }),
    ...httpApi({ name: "named", routes: { "GET /pets": fn }, stages: { prod: {} } }),
  ],
  cases: [
    {
      name: "$default is served at the root",
      source: PAGES.stages,
      request: { path: "/pets" },
      expect: {
        status: 200,
        members: { rawPath: "/pets", "requestContext.stage": "$default", stageVariables: undefined },
      },
    },
    {
      name: "a named stage stands first in the path",
      source: PAGES.stages,
      request: { path: "/prod/pets" },
      expect: {
        status: 200,
        members: { rawPath: "/prod/pets", "requestContext.stage": "prod", routeKey: "GET /pets" },
      },
    },
    {
      name: "the root of a named stage",
      source: PAGES.stages,
      request: { path: "/prod" },
      expect: { status: 200, members: { routeKey: "GET /", "requestContext.stage": "prod" } },
    },
    {
      name: "stage variables are in the event",
      source: PAGES.stageVariables,
      request: { path: "/prod/pets" },
      expect: { members: { stageVariables: { table: "orders", level: "1" } } },
    },
    {
      name: "a stage with nothing deployed does not answer",
      source: PAGES.stages,
      request: { path: "/staged/pets" },
      expect: { status: 404, body: '{"message":"Not Found"}' },
    },
    {
      name: "a stage with a deployment answers",
      source: PAGES.stages,
      request: { path: "/released/pets" },
      expect: { status: 200, members: { "requestContext.stage": "released" } },
    },
    {
      name: "an API without $default has no root",
      source: PAGES.stages,
      request: { path: "/_api/named/pets" },
      expect: { status: 404, body: '{"message":"Not Found"}' },
    },
    {
      name: "an API without $default answers below its stage",
      source: PAGES.stages,
      request: { path: "/_api/named/prod/pets" },
      expect: { status: 200, members: { rawPath: "/prod/pets", "requestContext.apiId": "namedabcde" } },
    },
    {
      name: "the execute-api host names the API",
      source: PAGES.stages,
      request: { path: "/prod/pets", headers: { host: "namedabcde.execute-api.eu-west-1.localhost" } },
      expect: { status: 200, members: { "requestContext.apiId": "namedabcde" } },
    },
    {
      name: "a malformed escape in the path is a path like any other",
      source: PAGES.routes,
      request: { path: "/_api/%zz/pets" },
      expect: { status: 404, body: '{"message":"Not Found"}' },
    },
    {
      name: "a host of an unknown API finds nothing",
      source: PAGES.stages,
      request: { path: "/pets", headers: { host: "unknownapi.execute-api.eu-west-1.localhost" } },
      expect: { status: 404, body: '{"message":"Not Found"}' },
    },
  ],
});
