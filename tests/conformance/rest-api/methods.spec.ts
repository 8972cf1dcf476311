import assert from "node:assert/strict";
import { conformance, type Case } from "../http-api/harness";
import { echoFunction } from "../http-api/echo";
import { mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

const MISSING = '{"message":"Missing Authentication Token"}';

function answers(
  name: string,
  request: string,
  resource: string,
  parameters: object | null = null,
  source: string = PAGES.proxyResource,
): Case {
  const [method, path = ""] = request.split(" ");
  const headers = resource.endsWith("/override") ? { "x-http-method-override": "put" } : undefined;
  return {
    name,
    source,
    request: { method, path, headers },
    expect: { status: 200, members: { resource, pathParameters: parameters } },
  };
}

function missing(name: string, request: string): Case {
  const [method, path = ""] = request.split(" ");
  const headers = { "x-amzn-errortype": "MissingAuthenticationTokenException", "content-type": "application/json" };
  return {
    name,
    source: PAGES.gatewayResponses,
    request: { method, path },
    expect: { status: 403, body: MISSING, headers },
  };
}

/** An `Authorization` that is no signature is what the message is about. */
function unsigned(name: string, authorization: string, body: RegExp | string): Case {
  return {
    name,
    source: PAGES.unknownPath,
    request: { method: "DELETE", path: "/prod/nowhere", headers: { authorization } },
    expect: { status: 403, body, headers: { "x-amzn-errortype": "IncompleteSignatureException" } },
  };
}

const echo = { function: "echo" };

conformance({
  name: "conformance: the methods of a REST API",
  given: () => [
    echoFunction("echo"),
    ...restApi({
      methods: {
        "GET /": { integration: mock("root") },
        "GET /pets": echo,
        "POST /pets": echo,
        "GET /pets/{id}": echo,
        "ANY /pets/mine": echo,
        "GET /pets/{id}/photos": echo,
        "ANY /files/{proxy+}": echo,
        "GET /files/readme": echo,
        "PUT /pets/{id}/override": echo,
        "OPTIONS /{proxy+}": echo,
        "GET /{proxy+}": echo,
        "GET /only/literal": echo,
        "POST /only/{name}": echo,
      },
      stages: { prod: {}, test: { variables: { colour: "blue" } }, empty: { deployment: "gone" } },
    }),
    ...restApi({
      name: "off",
      api: { disableExecuteApiEndpoint: true },
      methods: { "GET /": { integration: mock("off") } },
    }),
  ],
  cases: [
    answers("a literal path", "GET /prod/pets", "/pets"),
    answers("a path parameter", "GET /prod/pets/7", "/pets/{id}", { id: "7" }),
    answers("a literal part goes before a parameter", "GET /prod/pets/mine", "/pets/mine"),
    answers("ANY takes every method", "DELETE /prod/pets/mine", "/pets/mine"),
    missing("ANY takes the seven methods that AWS lists, and no TRACE", "TRACE /prod/pets/mine"),
    missing("nor a method of WebDAV", "PROPFIND /prod/files/a"),
    answers("a parameter within a path", "GET /prod/pets/7/photos", "/pets/{id}/photos", { id: "7" }),
    answers("a greedy parameter takes the rest of the path", "PUT /prod/files/a/b/c.txt", "/files/{proxy+}", {
      proxy: "a/b/c.txt",
    }),
    answers("a literal part goes before a greedy one", "GET /prod/files/readme", "/files/readme"),
    answers("a slash at the end does not count", "GET /prod/pets/", "/pets"),
    ...["a%20b", "my-id%2F100", "%E2%82%AC", "100%25"].map((id) =>
      answers(`a path parameter stays encoded: ${id}`, `GET /prod/pets/${id}`, "/pets/{id}", { id }, PAGES.recordings),
    ),
    answers(
      "a greedy parameter stays encoded",
      "GET /prod/files/a%2Bb@x/plus/t+a",
      "/files/{proxy+}",
      { proxy: "a%2Bb@x/plus/t+a" },
      PAGES.recordings,
    ),
    answers("an encoded slash stays within its part", "GET /prod/pets%2Fmine", "/{proxy+}", { proxy: "pets%2Fmine" }),
    answers("slashes after the stage count as one", "GET /prod//pets", "/pets", null, PAGES.recordings),
    answers("slashes before the stage count as one", "GET //prod/pets", "/pets", null, PAGES.recordings),
    answers("slashes within a greedy parameter stay", "GET /prod/files/a//b", "/files/{proxy+}", { proxy: "a//b" }),
    answers("the method that a header names", "POST /prod/pets/7/override", "/pets/{id}/override", { id: "7" }),
    ...["pets/7", "pets", "only/literal/x", "only"].map((path) =>
      answers(`OPTIONS of /${path} falls through to the greedy resource`, `OPTIONS /prod/${path}`, "/{proxy+}", {
        proxy: path,
      }),
    ),
    ...[
      ["/prod/pets/", "/prod/pets/"],
      ["/prod//pets", "/prod//pets"],
      ["//prod/pets", "/prod/pets"],
      ["/prod/pets/a%20b", "/prod/pets/a%20b"],
    ].map(([path = "", expected]): Case => ({
      name: `requestContext.path of ${path}`,
      source: PAGES.recordings,
      request: { path },
      expect: { status: 200, members: { "requestContext.path": expected } },
    })),
    {
      name: "a semicolon splits the query string",
      source: PAGES.notes,
      request: { path: "/prod/pets?a=1;b=2" },
      expect: { status: 200, members: { queryStringParameters: { a: "1", b: "2" } } },
    },
    ...["a|b", "{y}"].map((value): Case => ({
      name: `a query string with ${value} must be encoded`,
      source: PAGES.notes,
      request: { path: `/prod/pets?x=${value}` },
      expect: { status: 400, body: '{"message":"Bad Request"}' },
    })),
    answers("another stage of the API", "GET /test/pets", "/pets"),
    missing("an unknown path", "POST /prod/nowhere"),
    unsigned(
      "an unknown path with a token is about the token, of which the message has a hash",
      "x-api-key 1XVOAZHZ87fuDLuWzKAQmG_0RRGYO_eo8YhJHmugf68",
      `{"message":"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'Qqm1lWKN0Dm4/4GF/mKO4XIJ4s5tpXme/lz40NVd3ZQ='."}`,
    ),
    unsigned(
      "an unknown path with a token that has no scheme is about what a signature has",
      "a.b.c",
      /^\{"message":"Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. \(Hashed/,
    ),
    unsigned("so is one whose token looks like a pair", "Basic dXNlcjpwYXNzdw==", /requires 'Credential' parameter/),
    missing("a method that no resource of the path has", "DELETE /prod/pets"),
    missing("a greedy parameter takes no empty path", "PUT /prod/files"),
    missing("paths are compared with case", "POST /prod/Pets"),
    answers(
      "a less specific resource answers for a more specific one without the method",
      "POST /prod/only/literal",
      "/only/{name}",
      { name: "literal" },
      PAGES.recordings,
    ),
    missing("a resource between two others has no methods", "POST /prod/only"),
    {
      name: "the root resource",
      source: PAGES.methods,
      request: { path: "/prod" },
      expect: { status: 200, body: "root" },
    },
    {
      name: "the root resource with a slash",
      source: PAGES.methods,
      request: { path: "/prod/" },
      expect: { status: 200, body: "root" },
    },
    {
      name: "an unknown stage is 403 Forbidden",
      source: PAGES.stages,
      request: { path: "/nostage/pets" },
      expect: {
        status: 403,
        body: '{"message":"Forbidden"}',
        headers: { "x-amzn-errortype": "ForbiddenException" },
        log: /rest has no deployed stage \/nostage; it has \/prod, \/test, \/empty/,
      },
    },
    {
      name: "no stage at all is 403 Forbidden",
      source: PAGES.stages,
      request: { path: "/" },
      expect: { status: 403, body: '{"message":"Forbidden"}' },
    },
    {
      name: "a stage whose deployment is not there serves nothing",
      source: PAGES.deployments,
      request: { path: "/empty/pets" },
      expect: { status: 403, body: '{"message":"Forbidden"}' },
    },
    {
      name: "a disabled execute-api endpoint is 403",
      source: PAGES.disableEndpoint,
      request: { path: "/prod/", headers: { host: "offabcdefg.execute-api.eu-west-1.localhost" } },
      expect: { status: 403, body: '{"message":"Forbidden"}' },
    },
    {
      name: "an API is found by the host of its execute-api endpoint",
      source: PAGES.stages,
      request: { path: "/test/pets", headers: { host: "restabcdef.execute-api.eu-west-1.localhost" } },
      expect: { status: 200, members: { resource: "/pets", "stageVariables.colour": "blue" } },
    },
    {
      name: "every answer names its request",
      source: PAGES.notes,
      request: { path: "/prod/" },
      expect: {
        headers: {
          "x-amzn-requestid": /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
          "x-amz-apigw-id": /^[A-Za-z0-9+/]{15}=$/,
          "apigw-requestid": undefined,
        },
      },
    },
    {
      name: "the gateway lists the stages with their URLs",
      source: PAGES.stages,
      request: { path: "/prod/" },
      expect: (_, server) => {
        const { url, apis } = server.gateway;
        const urls = apis.map((api) => `${api.name} ${api.stage} ${api.url.slice(url.length)}`);
        assert.deepEqual(urls, [
          "rest prod /prod/",
          "rest test /test/",
          "rest empty /empty/",
          "off prod /_api/off/prod/",
        ]);
      },
    },
  ],
});
