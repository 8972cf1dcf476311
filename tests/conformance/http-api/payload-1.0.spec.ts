import { httpApi } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type TestRequest } from "./harness";
import { PAGES } from "./pages";

function event(name: string, request: TestRequest, members: Record<string, unknown>): Case {
  return { name, source: PAGES.lambda, request, expect: { status: 200, members } };
}

const v1 = { function: "echo", integration: { payloadFormatVersion: "1.0" } };

conformance({
  name: "conformance: Lambda events of payload format 1.0",
  given: () => [
    echoFunction("echo"),
    ...httpApi({
      routes: { "ANY /e/{name}": v1, "ANY /e": v1 },
      stages: { $default: {}, prod: { stageVariables: { table: "orders" } } },
    }),
  ],
  cases: [
    event("says its version", { path: "/e" }, { version: "1.0" }),
    event("has the route's path as resource", { path: "/e/x" }, { resource: "/e/{name}", path: "/e/x" }),
    event("has the method", { method: "PUT", path: "/e" }, { httpMethod: "PUT", "requestContext.httpMethod": "PUT" }),
    event("has path parameters", { path: "/e/x" }, { pathParameters: { name: "x" } }),
    event("has null for path parameters without any", { path: "/e" }, { pathParameters: null }),
    event(
      "has the last query value of a name, and all of them",
      { path: "/e?a=1&a=2&b=3" },
      {
        queryStringParameters: { a: "2", b: "3" },
        multiValueQueryStringParameters: { a: ["1", "2"], b: ["3"] },
      },
    ),
    event(
      "has null for the query without one",
      { path: "/e" },
      { queryStringParameters: null, multiValueQueryStringParameters: null },
    ),
    event("has null for stage variables without any", { path: "/e" }, { stageVariables: null }),
    event("has stage variables", { path: "/prod/e" }, { stageVariables: { table: "orders" } }),
    event("has null for the body without one", { path: "/e" }, { body: null, isBase64Encoded: false }),
    event(
      "has a text body as text",
      { method: "POST", path: "/e", headers: { "content-type": "application/json" }, body: "{}" },
      { body: "{}", isBase64Encoded: false },
    ),
    event(
      "has a binary body in base64",
      { method: "POST", path: "/e", headers: { "content-type": "application/octet-stream" }, body: Buffer.from([255]) },
      { body: "/w==", isBase64Encoded: true },
    ),
    event("keeps cookies among the headers", { path: "/e", headers: { cookie: "a=1; b=2" } }, { cookies: undefined }),
    event(
      "names account, API and stage",
      { path: "/prod/e" },
      {
        "requestContext.accountId": "123456789012",
        "requestContext.apiId": "apiabcdefg",
        "requestContext.stage": "prod",
      },
    ),
    event(
      "has the resource path in its context",
      { path: "/e/x" },
      { "requestContext.resourcePath": "/e/{name}", "requestContext.protocol": "HTTP/1.1" },
    ),
    event(
      "has the caller's address",
      { path: "/e", headers: { "user-agent": "tester/1.0" } },
      { "requestContext.identity.sourceIp": "127.0.0.1", "requestContext.identity.userAgent": "tester/1.0" },
    ),
  ],
});
