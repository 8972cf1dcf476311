import assert from "node:assert/strict";
import { type PropertyValue } from "../../../engine/graph/value";
import { conformance, type Case, type TestRequest } from "../http-api/harness";
import { jsFunction } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

/** Answers with how often it was called, and with a status that the query string asks for. */
const COUNTER = `
let calls = 0;
exports.handler = async (event) => ({ statusCode: Number(event.queryStringParameters?.status ?? 200), headers: { "X-Call": ++calls }, body: "call " + calls });
`;

const counted = (cacheKeyParameters: string[] = [], more: Record<string, PropertyValue> = {}) => ({
  function: "counter",
  integration: { cacheKeyParameters, ...more },
});

/** Sends two requests and says whether the second was answered from the cache. */
function twice(
  name: string,
  first: TestRequest,
  second: TestRequest,
  isCached: boolean,
  headers: Record<string, string | undefined> = {},
): Case {
  return {
    name,
    source: PAGES.caching,
    request: first,
    expect: async (before, server) => {
      const after = await server.send(second);
      assert.equal(before.body === after.body, isCached, `${before.body} and ${after.body}`);
      for (const [header, value] of Object.entries(headers)) {
        assert.equal(after.headers[header], value);
      }
    },
  };
}

const get = (path: string, headers: Record<string, string> = {}): TestRequest => ({ path, headers });
const NO_CACHE = { "cache-control": "max-age=0" };
const WARNING = "199 Cache-control headers were ignored because the caller was unauthorized.";

conformance({
  name: "conformance: caching of a stage",
  given: () => [
    jsFunction("counter", COUNTER),
    ...restApi({
      methods: {
        "GET /all": counted(),
        "POST /all": counted(),
        "GET /key": counted(["method.request.querystring.type"]),
        "GET /header": counted(["method.request.header.X-Tenant"]),
        "GET /path/{id}": counted(["method.request.path.id"]),
        "GET /off": counted(),
        "POST /on": counted(),
        "GET /short": counted(),
        "GET /guarded": counted(),
        "GET /refusing": counted(),
        "GET /silent": counted(),
        "GET /errors": counted(["method.request.querystring.status"]),
        "GET /one": counted([], { cacheNamespace: "shared" }),
        "GET /two": counted([], { cacheNamespace: "shared" }),
      },
      stages: {
        prod: { cacheClusterEnabled: true, cacheClusterSize: "0.5" },
        nocluster: {},
        unset: { cacheClusterEnabled: true },
      },
      settings: {
        prod: {
          "*/*": { cachingEnabled: true, cacheTtlInSeconds: 300, requireAuthorizationForCacheControl: false },
          "off/GET": { cachingEnabled: false },
          "on/POST": { cachingEnabled: true },
          "short/GET": { cachingEnabled: true, cacheTtlInSeconds: 0 },
          "guarded/GET": {
            cachingEnabled: true,
            requireAuthorizationForCacheControl: true,
            unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
          },
          "refusing/GET": {
            cachingEnabled: true,
            requireAuthorizationForCacheControl: true,
            unauthorizedCacheControlHeaderStrategy: "FAIL_WITH_403",
          },
          "silent/GET": {
            cachingEnabled: true,
            requireAuthorizationForCacheControl: true,
            unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITHOUT_RESPONSE_HEADER",
          },
        },
        nocluster: { "*/*": { cachingEnabled: true } },
      },
    }),
  ],
  cases: [
    twice("a GET is cached", get("/prod/all"), get("/prod/all"), true),
    twice("what is no cache key does not count", get("/prod/all?a=1"), get("/prod/all?a=2"), true),
    twice(
      "a POST is not cached by the stage's settings",
      { method: "POST", path: "/prod/all" },
      { method: "POST", path: "/prod/all" },
      false,
    ),
    twice(
      "a POST is cached where its method says so",
      { method: "POST", path: "/prod/on" },
      { method: "POST", path: "/prod/on" },
      true,
    ),
    twice("a method may turn caching off", get("/prod/off"), get("/prod/off"), false),
    twice("a query string as cache key", get("/prod/key?type=a"), get("/prod/key?type=b"), false),
    twice("the same cache key with another parameter", get("/prod/key?type=c&x=1"), get("/prod/key?type=c&x=2"), true),
    twice(
      "a header as cache key",
      get("/prod/header", { "X-Tenant": "a" }),
      get("/prod/header", { "X-Tenant": "b" }),
      false,
    ),
    twice("a path parameter as cache key", get("/prod/path/1"), get("/prod/path/2"), false),
    twice("the same path parameter", get("/prod/path/3"), get("/prod/path/3"), true),
    twice("methods of one cache namespace share entries", get("/prod/one"), get("/prod/two"), true),
    twice("a time to live of 0 caches nothing", get("/prod/short"), get("/prod/short"), false),
    twice("a stage without a cache cluster caches nothing", get("/nocluster/all"), get("/nocluster/all"), false),
    twice(
      "a stage with a cluster but without caching settings caches nothing",
      get("/unset/all"),
      get("/unset/all"),
      false,
    ),
    twice("a failed response is not cached", get("/prod/errors?status=500"), get("/prod/errors?status=500"), false),
    twice("headers are cached with the body", get("/prod/key?type=h"), get("/prod/key?type=h"), true, {
      "content-type": "application/json",
    }),
    twice("Cache-Control: max-age=0 fetches the entry anew", get("/prod/all"), get("/prod/all", NO_CACHE), false),
    {
      name: "and what was fetched replaces the entry",
      source: PAGES.caching,
      request: get("/prod/all", NO_CACHE),
      expect: async (fresh, server) => assert.equal((await server.send(get("/prod/all"))).body, fresh.body),
    },
    twice(
      "an unauthorised invalidation is ignored with a warning",
      get("/prod/guarded"),
      get("/prod/guarded", NO_CACHE),
      true,
      { warning: WARNING },
    ),
    twice("or without one", get("/prod/silent"), get("/prod/silent", NO_CACHE), true, { warning: undefined }),
    {
      name: "or refused with 403",
      source: PAGES.caching,
      request: get("/prod/refusing", NO_CACHE),
      expect: { status: 403 },
    },
  ],
});
