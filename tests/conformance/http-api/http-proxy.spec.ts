import assert from "node:assert/strict";
import { httpApi } from "../../support/http-program";
import { Backend } from "./echo";
import { conformance } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.httpProxy;
let backend: Backend;

conformance({
  name: "conformance: HTTP proxy integrations",
  given: async () => {
    backend = await Backend.start();
    return httpApi({
      api: { corsConfiguration: { allowOrigins: ["https://app.example.com"] } },
      routes: {
        "ANY /plain": { http: `${backend.url}/target` },
        "ANY /files/{proxy+}": { http: `${backend.url}/f/{proxy}` },
        "GET /pets/{id}/toys/{toy}": { http: `${backend.url}/toys/{toy}?pet={id}` },
        "GET /fixed": { http: `${backend.url}/target`, integration: { integrationMethod: "POST" } },
        "GET /variable": { http: `http://\${stageVariables.host}/v` },
        "GET /gone": { http: "http://127.0.0.1:1/" },
        "GET /slow": { http: `${backend.url}/`, integration: { timeoutMilliseconds: 60 } },
        "GET /broken": { http: "nonsense" },
        "GET /private": {
          http: `${backend.url}/`,
          integration: { connectionType: "VPC_LINK", connectionId: "abc123" },
        },
        $default: { http: `${backend.url}/all/` },
      },
      stages: { $default: { stageVariables: { host: backend.url.slice("http://".length) } } },
    });
  },
  after: () => backend.close(),
  cases: [
    {
      name: "passes method, headers and body on",
      source,
      request: {
        method: "POST",
        path: "/plain",
        headers: { "content-type": "text/plain", "x-mine": "1", cookie: "a=1" },
        body: "hello",
      },
      expect: {
        status: 200,
        members: { method: "POST", url: "/target", body: "hello", "headers.x-mine": "1", "headers.cookie": "a=1" },
      },
    },
    {
      name: "passes the query string on as it came",
      source,
      request: { path: "/plain?a=1&a=2&b=%20" },
      expect: { members: { url: "/target?a=1&a=2&b=%20" } },
    },
    {
      name: "passes the backend's status on",
      source,
      request: { path: "/plain", headers: { "x-answer": "418" } },
      expect: { status: 418 },
    },
    {
      name: "passes the backend's headers on, several of one name too",
      source,
      request: { path: "/plain" },
      expect: { headers: { "x-backend": "yes", "set-cookie": "a=1\nb=2", "content-type": "application/json" } },
    },
    {
      name: "drops the backend's CORS headers where the gateway owns CORS",
      source: PAGES.cors,
      request: { path: "/plain", headers: { origin: "https://app.example.com" } },
      expect: { headers: { "access-control-allow-origin": "https://app.example.com" } },
    },
    {
      name: "gives the backend its own host",
      source,
      request: { path: "/plain" },
      expect: ({ json }) =>
        assert.equal((json as { headers: { host: string } }).headers.host, backend.url.slice("http://".length)),
    },
    {
      name: "says who forwarded the request",
      source: PAGES.mapping,
      request: { path: "/plain", headers: { host: "shop.example" } },
      expect: ({ json }) => {
        const { headers } = json as { headers: Record<string, string> };
        assert.match(headers.forwarded ?? "", /^for=127\.0\.0\.1;host=shop\.example;proto=http$/);
        assert.equal(headers.via, "HTTP/1.1 AmazonAPIGateway");
      },
    },
    {
      name: "keeps the headers of one connection to itself",
      source,
      request: { path: "/plain", headers: { "keep-alive": "timeout=9", te: "trailers", "x-kept": "1" } },
      expect: { members: { "headers.keep-alive": undefined, "headers.te": undefined, "headers.x-kept": "1" } },
    },
    {
      name: "a greedy parameter keeps its slashes",
      source,
      request: { path: "/files/a/b%20c/d.txt" },
      expect: { members: { url: "/f/a/b%20c/d.txt" } },
    },
    {
      name: "path parameters stand in the backend's path and query",
      source,
      request: { path: "/pets/7/toys/ball?x=1" },
      expect: { members: { url: "/toys/ball?pet=7&x=1" } },
    },
    {
      name: "the integration's method goes before the client's",
      source,
      request: { path: "/fixed" },
      expect: { members: { method: "POST" } },
    },
    {
      name: "ANY passes the client's method on",
      source,
      request: { method: "DELETE", path: "/plain" },
      expect: { members: { method: "DELETE" } },
    },
    {
      name: "stage variables stand in the URL",
      source: PAGES.stageVariables,
      request: { path: "/variable" },
      expect: { status: 200, members: { url: "/v" } },
    },
    {
      name: "$default passes the whole path on",
      source,
      request: { path: "/other/deep?q=1" },
      expect: { members: { url: "/all/other/deep?q=1" } },
    },
    {
      name: "a body of several megabytes goes through",
      source: PAGES.quotas,
      request: { method: "PUT", path: "/plain", body: Buffer.alloc(5_000_000, "x") },
      expect: { status: 200, members: { body: "5000000", "headers.content-length": "5000000" } },
    },
    {
      name: "a backend that cannot be reached is 503",
      source: PAGES.integrations,
      request: { path: "/gone" },
      expect: {
        status: 503,
        body: '{"message":"Service Unavailable"}',
        log: /GET \/gone: 503, the backend .* ECONNREFUSED/,
      },
    },
    {
      name: "a backend that takes longer than the integration's timeout is 503",
      source: PAGES.quotas,
      request: { path: "/slow", headers: { "x-hang": "1" } },
      expect: { status: 503, body: '{"message":"Service Unavailable"}', log: /no answer within 60 ms/ },
    },
    {
      name: "a URL that is none is 500, and the log names it",
      source,
      request: { path: "/broken" },
      expect: { status: 500, log: /"nonsense" is not an http or https URL/ },
    },
    {
      name: "a private integration is 500, and the log says why",
      source: PAGES.integrations,
      request: { path: "/private" },
      expect: { status: 500, log: /GET \/private: 500, a private integration through a VPC link/ },
    },
  ],
});
