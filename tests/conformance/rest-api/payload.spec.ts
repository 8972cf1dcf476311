import { conformance, type Case, type Expectation, type TestRequest } from "../http-api/harness";
import { echoFunction, resultFunction } from "../http-api/echo";
import { functionNode, jsFunction } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

function event(name: string, request: TestRequest, members: Record<string, unknown>): Case {
  return { name, source: PAGES.lambdaProxy, request, expect: { status: 200, members } };
}

function result(name: string, body: string, expect: Expectation): Case {
  return { name, source: PAGES.lambdaProxy, request: { method: "POST", path: "/prod/result", body }, expect };
}

/** Recorded from AWS: the answer names no trace. */
const MALFORMED = {
  status: 502,
  body: '{"message": "Internal server error"}',
  headers: {
    "x-amzn-errortype": "InternalServerErrorException",
    "content-length": "36",
    "x-amzn-trace-id": undefined,
  },
};
const TWICE = ["X-Many", "1", "X-Many", "2"];

conformance({
  name: "conformance: Lambda proxy integrations of a REST API",
  options: { publicHost: "aws" },
  given: () => [
    echoFunction("echo"),
    resultFunction("result"),
    jsFunction("throws", `exports.handler = async () => { throw new TypeError("no such order"); };`),
    jsFunction("slow", `exports.handler = () => new Promise((done) => setTimeout(done, 5000));`, { timeout: 10 }),
    jsFunction("unpermitted", `exports.handler = async () => ({ statusCode: 200 });`),
    functionNode("java", { runtime: "java21", handler: "example.Handler", code: null }),
    ...restApi({
      methods: {
        "ANY /echo": { function: "echo", operation: { operationId: "echo" } },
        "GET /orders/{id}": { function: "echo" },
        "POST /result": { function: "result" },
        "GET /throws": { function: "throws" },
        "GET /slow": { function: "slow", integration: { timeoutInMillis: 50 } },
        "GET /unpermitted": { function: "unpermitted", permission: false },
        "GET /elsewhere": { function: "elsewhere", permission: false },
        "GET /java": { function: "java" },
        "GET /variable": {
          function: "echo",
          integration: {
            uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}/invocations",
          },
        },
      },
      stages: { prod: { variables: { fn: "echo" } } },
    }),
  ],
  cases: [
    event("the event has no version", { path: "/prod/echo" }, { version: undefined, resource: "/echo" }),
    event(
      "path is without the stage, requestContext.path with it",
      { path: "/prod/orders/7" },
      {
        path: "/orders/7",
        resource: "/orders/{id}",
        "requestContext.path": "/prod/orders/7",
        "requestContext.resourcePath": "/orders/{id}",
        "requestContext.stage": "prod",
      },
    ),
    event(
      "what the request does not have is null",
      { path: "/prod/echo" },
      {
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        body: null,
        isBase64Encoded: false,
      },
    ),
    event("stage variables", { path: "/prod/echo" }, { stageVariables: { fn: "echo" } }),
    event(
      "of several values of one name the plain map has the last",
      { path: "/prod/echo?a=1&a=2&b=" },
      {
        queryStringParameters: { a: "2", b: "" },
        multiValueQueryStringParameters: { a: ["1", "2"], b: [""] },
      },
    ),
    event("query strings are decoded", { path: "/prod/echo?q=a%20b+c%26" }, { queryStringParameters: { q: "a b c&" } }),
    event(
      "header names stay as the client wrote them",
      { path: "/prod/echo", headers: { "X-MiXed": "v" } },
      {
        "headers.X-MiXed": "v",
        "multiValueHeaders.X-MiXed": ["v"],
      },
    ),
    event(
      "several headers of one name",
      { path: "/prod/echo", headers: { "X-Many": ["1", "2"] } },
      {
        "headers.X-Many": "2",
        "multiValueHeaders.X-Many": TWICE.filter((_, index) => index % 2 === 1),
      },
    ),
    event(
      "the gateway adds X-Forwarded-For, -Port and -Proto",
      { path: "/prod/echo" },
      {
        "headers.X-Forwarded-For": "127.0.0.1",
        "headers.X-Forwarded-Proto": "http",
      },
    ),
    event(
      "a client's X-Forwarded-For is added to",
      { path: "/prod/echo", headers: { "x-forwarded-for": "1.2.3.4" } },
      {
        "headers.X-Forwarded-For": "1.2.3.4, 127.0.0.1",
      },
    ),
    event(
      "the request context names API, account and method",
      { path: "/prod/echo", headers: { "user-agent": "test" } },
      {
        "requestContext.apiId": "restabcdef",
        "requestContext.accountId": "123456789012",
        "requestContext.httpMethod": "GET",
        "requestContext.operationName": "echo",
        "requestContext.identity.sourceIp": "127.0.0.1",
        "requestContext.identity.userAgent": "test",
        "requestContext.domainName": "restabcdef.execute-api.eu-west-1.amazonaws.com",
        "requestContext.domainPrefix": "restabcdef",
        "requestContext.authorizer": undefined,
        "requestContext.identity.apiKey": undefined,
      },
    ),
    event(
      "a body is text",
      { method: "POST", path: "/prod/echo", body: '{"a":"é"}' },
      {
        body: '{"a":"é"}',
        isBase64Encoded: false,
      },
    ),
    event(
      "a form is text",
      {
        method: "POST",
        path: "/prod/echo",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "a=1",
      },
      {
        body: "a=1",
      },
    ),
    event("a stage variable names the function", { path: "/prod/variable" }, { resource: "/variable" }),
    result("a result without a type is JSON", `{ statusCode: 201, body: "made" }`, {
      status: 201,
      body: "made",
      headers: { "content-type": "application/json", "content-length": "4", "x-amzn-trace-id": /^Root=1-/ },
    }),
    result(
      "headers of the result",
      `{ statusCode: 200, headers: { "X-A": 1, "Content-Type": "text/html" }, body: "" }`,
      {
        headers: { "x-a": "1", "content-type": "text/html" },
      },
    ),
    result(
      "multi-value headers of the result",
      `{ statusCode: 200, multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }`,
      {
        headers: { "set-cookie": "a=1\nb=2" },
      },
    ),
    result("a status code as text", `{ statusCode: "404", body: "no" }`, { status: 404, body: "no" }),
    result("no body is an empty one", `{ statusCode: 200 }`, { status: 200, body: "" }),
    result(
      "base64 is passed on as it is where no media type is binary",
      `{ statusCode: 200, isBase64Encoded: true, body: "aGk=" }`,
      {
        body: "aGk=",
      },
    ),
    {
      ...result("WWW-Authenticate is remapped", `{ statusCode: 401, headers: { "WWW-Authenticate": "Basic" } }`, {
        status: 401,
        headers: { "x-amzn-remapped-www-authenticate": "Basic", "www-authenticate": undefined },
      }),
      source: PAGES.notes,
    },
    {
      ...result("a result without a status code is 200", `{ headers: { "x-a": "v" } }`, {
        status: 200,
        body: "",
        headers: { "x-a": "v" },
      }),
      source: PAGES.recordings,
    },
    result("a result that is no object is 502", `"text"`, MALFORMED),
    { ...result("a statusCode of 0 is 502", `{ statusCode: 0, body: "" }`, MALFORMED), source: PAGES.dotnetRecordings },
    result("no result is 502", `undefined`, MALFORMED),
    result("a body that is an object is 502", `{ statusCode: 200, body: { a: 1 } }`, {
      ...MALFORMED,
      log: /"body" is \{"a":1\}/,
    }),
    {
      ...result("a member of another format, such as cookies of 2.0, is 502", `{ statusCode: 200, cookies: ["a=1"] }`, {
        ...MALFORMED,
        log: /the result has "cookies"/,
      }),
      source: PAGES.recordings,
    },
    {
      name: "a function that throws is 502",
      source: PAGES.lambdaErrors,
      request: { path: "/prod/throws" },
      expect: {
        ...MALFORMED,
        log: /502, .*TypeError: no such order/,
      },
    },
    {
      name: "an integration that runs into its timeout is 504",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/slow" },
      expect: {
        status: 504,
        body: '{"message": "Endpoint request timed out"}',
        headers: { "content-length": "41", "x-amzn-trace-id": /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/ },
        log: /did not answer within the integration's 50 ms/,
      },
    },
    {
      name: "a function that API Gateway may not invoke is 500",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/unpermitted" },
      expect: {
        status: 500,
        body: '{"message": "Internal server error"}',
        headers: { "x-amzn-trace-id": /^Root=1-/ },
        log: /add an aws\.lambda\.Permission with function "unpermitted"/,
      },
    },
    {
      name: "a function that is not in the program is 500",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/elsewhere" },
      expect: {
        status: 500,
        body: '{"message": "Internal server error"}',
        log: /function:elsewhere is not a function of this program/,
      },
    },
    {
      name: "a runtime that does not run locally is 500",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/java" },
      expect: { status: 500, log: /java does not run locally/ },
    },
    {
      name: "an event of more than Lambda's 6 MB is 413, in bytes and not in characters",
      source: PAGES.lambdaLimits,
      request: { method: "POST", path: "/prod/echo", body: "é".repeat(3 * 1024 * 1024) },
      expect: { status: 413, body: '{"message": "Request Too Long"}' },
    },
    {
      name: "header values of more than 10,240 bytes together are 431",
      source: PAGES.quotas,
      request: { path: "/prod/echo", headers: { "x-a": "x".repeat(5_200), "x-b": "x".repeat(5_200) } },
      expect: {
        status: 431,
        body: '{"message":"Request Header Fields Too Large"}',
        log: /^GET \/prod\/echo: 431, the header values have over 10240 bytes together: send fewer or smaller ones$/,
      },
    },
    {
      name: "header values of less go through, and the URL does not count",
      source: PAGES.quotas,
      request: { path: `/prod/echo?q=${"x".repeat(2_000)}`, headers: { "x-a": "x".repeat(9_500) } },
      expect: { status: 200 },
    },
    {
      name: "a URL of more than 8,192 characters is 414 at an edge-optimized API",
      source: PAGES.quotas,
      request: { path: `/prod/echo?q=${"x".repeat(8_192)}` },
      expect: {
        status: 414,
        body: '{"message":"Request-URI Too Long"}',
        log: /^GET \/prod\/echo: 414, the URL has over 8192/,
      },
    },
    {
      name: "a URL of less goes through",
      source: PAGES.quotas,
      request: { path: `/prod/echo?q=${"x".repeat(8_000)}` },
      expect: { status: 200 },
    },
    {
      name: "a body of more than 10 MB is 413",
      source: PAGES.quotas,
      request: { method: "POST", path: "/prod/echo", body: Buffer.alloc(10 * 1024 * 1024 + 1, "a") },
      expect: {
        status: 413,
        body: "HTTP content length exceeded 10485760 bytes.",
        headers: { "content-type": "text/plain", "x-amzn-errortype": undefined },
      },
    },
  ],
});
