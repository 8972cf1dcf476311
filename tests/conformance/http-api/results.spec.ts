import { httpApi } from "../../support/http-program";
import { resultFunction } from "./echo";
import { type Case, conformance, type Expectation } from "./harness";
import { PAGES } from "./pages";

/** Returns what the client gets for a handler's result, written as JavaScript. */
function result(path: "/v1" | "/v2", name: string, returned: string, expect: Expectation): Case {
  return {
    name,
    source: PAGES.lambda,
    request: { method: "POST", path, headers: { "content-type": "text/plain" }, body: returned },
    expect,
  };
}

const malformed = (log: RegExp): Expectation => ({
  status: 500,
  body: '{"message":"Internal Server Error"}',
  headers: { "content-type": "application/json" },
  log,
});

conformance({
  name: "conformance: what a function's result becomes",
  given: () => [
    resultFunction("result"),
    ...httpApi({
      routes: {
        "POST /v2": { function: "result" },
        "POST /v1": { function: "result", integration: { payloadFormatVersion: "1.0" } },
      },
    }),
  ],
  cases: [
    result("/v2", "2.0: status, header and body", `{ statusCode: 201, headers: { "X-One": "1" }, body: "made" }`, {
      status: 201,
      body: "made",
      headers: { "x-one": "1", "content-length": "4" },
    }),
    result("/v2", "2.0: an object without statusCode is the body", `{ a: 1 }`, {
      status: 200,
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    }),
    result("/v2", "2.0: a text is the body, typed as JSON", `"hello"`, {
      status: 200,
      body: "hello",
      headers: { "content-type": "application/json" },
    }),
    result("/v2", "2.0: a list is the body", `[1, 2]`, { status: 200, body: "[1,2]" }),
    result("/v2", "2.0: a number is the body", `42`, { status: 200, body: "42" }),
    result("/v2", "2.0: true is the body", `true`, { status: 200, body: "true" }),
    result("/v2", "2.0: a status alone is an empty answer", `{ statusCode: 204 }`, { status: 204, body: "" }),
    result("/v2", "2.0: a status as text", `{ statusCode: "202" }`, { status: 202 }),
    result("/v2", "2.0: a base64 body is decoded", `{ statusCode: 200, body: "AP8=", isBase64Encoded: true }`, {
      status: 200,
      headers: { "content-length": "2" },
    }),
    result("/v2", "2.0: cookies become set-cookie headers", `{ statusCode: 200, cookies: ["a=1; Path=/", "b=2"] }`, {
      headers: { "set-cookie": "a=1; Path=/\nb=2" },
    }),
    result("/v2", "2.0: header values may be numbers and booleans", `{ statusCode: 200, headers: { n: 7, t: true } }`, {
      headers: { n: "7", t: "true" },
    }),
    result(
      "/v2",
      "2.0: a redirect passes through",
      `{ statusCode: 302, headers: { Location: "https://example.com/" } }`,
      {
        status: 302,
        headers: { location: "https://example.com/" },
      },
    ),
    result("/v2", "2.0: the function's own 500 passes through", `{ statusCode: 500, body: "mine" }`, {
      status: 500,
      body: "mine",
    }),
    result(
      "/v2",
      "2.0: the function's own content-length does not count",
      `{ statusCode: 200, headers: { "Content-Length": "99" }, body: "ab" }`,
      {
        status: 200,
        body: "ab",
        headers: { "content-length": "2" },
      },
    ),
    result("/v2", "2.0: text beyond ASCII is UTF-8", `{ statusCode: 200, body: "żółw" }`, {
      body: "żółw",
      headers: { "content-length": "7" },
    }),
    result(
      "/v2",
      "2.0: a body that is an object is malformed",
      `{ statusCode: 200, body: { a: 1 } }`,
      malformed(/"body" is \{"a":1\}; return a string, for instance JSON\.stringify/),
    ),
    result(
      "/v2",
      "2.0: a status that is no number is malformed",
      `{ statusCode: "ok" }`,
      malformed(/"statusCode" is "ok"; return a whole number from 200 to 599/),
    ),
    result(
      "/v2",
      "2.0: headers that are a list are malformed",
      `{ statusCode: 200, headers: ["a"] }`,
      malformed(/"headers" is \["a"\]; return an object/),
    ),
    result(
      "/v2",
      "2.0: a header that is an object is malformed",
      `{ statusCode: 200, headers: { a: {} } }`,
      malformed(/"headers"\."a" is \{\}; return a string/),
    ),
    result(
      "/v2",
      "2.0: cookies that are a text are malformed",
      `{ statusCode: 200, cookies: "a=1" }`,
      malformed(/"cookies" is "a=1"; return a list/),
    ),
    result(
      "/v2",
      "2.0: isBase64Encoded that is a text is malformed",
      `{ statusCode: 200, body: "x", isBase64Encoded: "yes" }`,
      malformed(/"isBase64Encoded" is "yes"; return true or false/),
    ),
    result(
      "/v2",
      "2.0: a header name that HTTP does not allow is 500",
      `{ statusCode: 200, headers: { "bad name": "x" } }`,
      malformed(/has a header named "bad name", which HTTP does not allow/),
    ),
    result(
      "/v2",
      "2.0: a header value with a line break cannot add another header",
      `{ statusCode: 200, headers: { one: "1\\r\\ntwo: 2" } }`,
      { status: 200, headers: { one: "1two: 2", two: undefined } },
    ),
    result("/v1", "1.0: status, header and body", `{ statusCode: 201, headers: { "X-One": "1" }, body: "made" }`, {
      status: 201,
      body: "made",
      headers: { "x-one": "1" },
    }),
    result(
      "/v1",
      "1.0: multiValueHeaders send a header several times",
      `{ statusCode: 200, multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }`,
      {
        headers: { "set-cookie": "a=1\nb=2" },
      },
    ),
    result("/v1", "1.0: a base64 body is decoded", `{ statusCode: 200, body: "aGk=", isBase64Encoded: true }`, {
      body: "hi",
    }),
    result(
      "/v1",
      "1.0: a result without statusCode is malformed",
      `{ a: 1 }`,
      malformed(/the result has no "statusCode", which payload format 1\.0 requires/),
    ),
    result(
      "/v1",
      "1.0: a text is malformed",
      `"hello"`,
      malformed(/the function returned "hello", and payload format 1\.0 expects an object/),
    ),
    result(
      "/v1",
      "1.0: nothing is malformed",
      `undefined`,
      malformed(/the function returned null, and payload format 1\.0 expects an object/),
    ),
  ],
});
