import assert from "node:assert/strict";
import { httpApi } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type TestRequest } from "./harness";
import { PAGES } from "./pages";

function event(name: string, request: TestRequest, members: Record<string, unknown>): Case {
  return { name, source: PAGES.lambda, request, expect: { status: 200, members } };
}

let sentAt = 0;

conformance({
  name: "conformance: Lambda events of payload format 2.0",
  options: { publicHost: "aws" },
  given: () => [
    echoFunction("echo"),
    ...httpApi({ routes: { "ANY /e/{name}": { function: "echo" }, "ANY /e": { function: "echo" } } }),
  ],
  cases: [
    event("says its version", { path: "/e" }, { version: "2.0" }),
    event(
      "has the route key",
      { path: "/e/x" },
      { routeKey: "ANY /e/{name}", "requestContext.routeKey": "ANY /e/{name}" },
    ),
    event("has the path as rawPath", { path: "/e/x" }, { rawPath: "/e/x", "requestContext.http.path": "/e/x" }),
    event("decodes path parameters", { path: "/e/a%20b" }, { pathParameters: { name: "a b" } }),
    event("has no pathParameters without parameters", { path: "/e" }, { pathParameters: undefined }),
    event("has the query as it came", { path: "/e?b=2&a=1&a=3" }, { rawQueryString: "b=2&a=1&a=3" }),
    event(
      "joins query values of one name with commas",
      { path: "/e?a=1&a=2" },
      { queryStringParameters: { a: "1,2" } },
    ),
    event("decodes query values", { path: "/e?q=a%26b+c" }, { queryStringParameters: { q: "a&b c" } }),
    event("keeps an empty query value", { path: "/e?flag" }, { queryStringParameters: { flag: "" } }),
    event(
      "has no queryStringParameters without a query",
      { path: "/e" },
      { queryStringParameters: undefined, rawQueryString: "" },
    ),
    event(
      "writes header names in lower case",
      { path: "/e", headers: { "X-Custom-One": "v" } },
      { "headers.x-custom-one": "v" },
    ),
    event(
      "joins headers of one name with commas",
      { path: "/e", headers: { "x-multi": ["one", "two"] } },
      { "headers.x-multi": "one,two" },
    ),
    event(
      "puts cookies into a list of their own",
      { path: "/e", headers: { cookie: "a=1; b=2" } },
      { cookies: ["a=1", "b=2"], "headers.cookie": undefined },
    ),
    event("has no cookies without any", { path: "/e" }, { cookies: undefined }),
    event("has the method", { method: "PATCH", path: "/e" }, { "requestContext.http.method": "PATCH" }),
    event("has the protocol", { path: "/e" }, { "requestContext.http.protocol": "HTTP/1.1" }),
    event("has the source IP", { path: "/e" }, { "requestContext.http.sourceIp": "127.0.0.1" }),
    event(
      "has the user agent",
      { path: "/e", headers: { "user-agent": "tester/1.0" } },
      { "requestContext.http.userAgent": "tester/1.0" },
    ),
    event(
      "names account and API",
      { path: "/e" },
      { "requestContext.accountId": "123456789012", "requestContext.apiId": "apiabcdefg" },
    ),
    event(
      "has the domain of the default endpoint",
      { path: "/e" },
      {
        "requestContext.domainName": "apiabcdefg.execute-api.eu-west-1.amazonaws.com",
        "requestContext.domainPrefix": "apiabcdefg",
      },
    ),
    event("has no authorizer on an open route", { path: "/e" }, { "requestContext.authorizer": undefined }),
    event("has no body without one", { path: "/e" }, { body: undefined, isBase64Encoded: false }),
    event(
      "has a JSON body as text",
      { method: "POST", path: "/e", headers: { "content-type": "application/json" }, body: '{"a":"é"}' },
      { body: '{"a":"é"}', isBase64Encoded: false },
    ),
    event(
      "has a text body as text",
      { method: "POST", path: "/e", headers: { "content-type": "text/plain; charset=utf-8" }, body: "hello" },
      { body: "hello", isBase64Encoded: false },
    ),
    event(
      "has a binary body in base64",
      { method: "POST", path: "/e", headers: { "content-type": "image/png" }, body: Buffer.from([0, 255, 1, 254]) },
      { body: "AP8B/g==", isBase64Encoded: true },
    ),
    event(
      "adds the forwarding headers",
      { path: "/e" },
      { "headers.x-forwarded-for": "127.0.0.1", "headers.x-forwarded-proto": "http" },
    ),
    event(
      "appends to the client's x-forwarded-for",
      { path: "/e", headers: { "x-forwarded-for": "203.0.113.9" } },
      { "headers.x-forwarded-for": "203.0.113.9, 127.0.0.1" },
    ),
    event("leaves stageVariables out without any", { path: "/e" }, { stageVariables: undefined }),
    {
      name: "has the request's time, and its id as the response has it",
      source: PAGES.lambda,
      request: () => {
        sentAt = Date.now();
        return { path: "/e" };
      },
      expect: ({ json, headers }) => {
        const { requestContext } = json as { requestContext: { time: string; timeEpoch: number; requestId: string } };
        assert.match(requestContext.time, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
        assert.ok(requestContext.timeEpoch >= sentAt && requestContext.timeEpoch <= Date.now());
        assert.equal(requestContext.requestId, headers["apigw-requestid"]);
      },
    },
  ],
});
