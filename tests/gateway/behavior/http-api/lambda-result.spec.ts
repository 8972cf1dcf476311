import assert from "node:assert/strict";
import type { PayloadFormatVersion } from "../../../../gateway/model/http-api/model";
import { interpretLambdaResult, type ResultFormat } from "../../../../gateway/behavior/http-api/lambda-result";

function interpret(value: unknown, version: PayloadFormatVersion = "2.0") {
  const { response, diagnosis } = interpretLambdaResult({ kind: "result", payload: JSON.stringify(value) }, version);
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.from(response.body).toString(),
    diagnosis,
  };
}

describe("interpretLambdaResult of format 2.0 without statusCode", () => {
  const inferred: [result: unknown, body: string][] = [
    ["Hello from Lambda!", "Hello from Lambda!"],
    [{ message: "Hello from Lambda!" }, `{"message":"Hello from Lambda!"}`],
    [[1, 2], "[1,2]"],
    [42, "42"],
    [null, "null"],
    [true, "true"],
  ];
  for (const [result, body] of inferred) {
    it(`sends ${JSON.stringify(result)} as a JSON body with 200`, () => {
      assert.deepEqual(interpret(result), {
        status: 200,
        headers: [
          ["content-type", "application/json"],
          ["content-length", String(body.length)],
        ],
        body,
        diagnosis: undefined,
      });
    });
  }
});

describe("interpretLambdaResult of format 2.0", () => {
  it("sends status, headers, cookies and body", () => {
    const result = {
      statusCode: 201,
      headers: { "Content-Type": "application/json", "X-Count": 3 },
      cookies: ["a=1; Path=/", "b=2"],
      body: `{"id":1}`,
    };
    assert.deepEqual(interpret(result), {
      status: 201,
      headers: [
        ["content-type", "application/json"],
        ["x-count", "3"],
        ["set-cookie", "a=1; Path=/"],
        ["set-cookie", "b=2"],
        ["content-length", "8"],
      ],
      body: `{"id":1}`,
      diagnosis: undefined,
    });
  });

  it("says text/plain where the function names no content type", () => {
    assert.deepEqual(interpret({ statusCode: 200, body: "Test body" }).headers, [
      ["content-type", "text/plain; charset=utf-8"],
      ["content-length", "9"],
    ]);
  });

  it("decodes a base64 body", () => {
    assert.equal(interpret({ statusCode: 200, body: "aGVsbG8=", isBase64Encoded: true }).body, "hello");
  });

  it("takes a status code that is a text of digits, and no body", () => {
    const answer = interpret({ statusCode: "204" });
    assert.equal(answer.status, 204);
    assert.equal(answer.body, "");
  });

  it("ignores multiValueHeaders", () => {
    const answer = interpret({ statusCode: 200, multiValueHeaders: { "x-a": ["1"] } });
    assert.equal(
      answer.headers.some(([name]) => name === "x-a"),
      false,
    );
  });
});

describe("interpretLambdaResult of format 1.0", () => {
  it("sends a header's single value before its multiple ones", () => {
    const result = {
      statusCode: 200,
      headers: { "X-One": "a", Combined: "single-value" },
      multiValueHeaders: { Combined: ["multi-value1", "multi-value2"], "Set-Cookie": ["a=1", "b=2"] },
      body: "",
    };
    assert.deepEqual(interpret(result, "1.0").headers, [
      ["content-type", "text/plain; charset=utf-8"],
      ["x-one", "a"],
      ["combined", "single-value"],
      ["combined", "multi-value1"],
      ["combined", "multi-value2"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
      ["content-length", "0"],
    ]);
  });

  it("infers nothing", () => {
    const answer = interpret({ message: "hi" }, "1.0");
    assert.equal(answer.status, 500);
    assert.equal(
      answer.diagnosis,
      `the result has no "statusCode", which payload format 1.0 requires; return {"statusCode":200,"body":"..."} or use payload format 2.0, which infers it.`,
    );
  });
});

describe("interpretLambdaResult of what is malformed", () => {
  const malformed: [result: unknown, version: PayloadFormatVersion, diagnosis: string][] = [
    [
      "hi",
      "1.0",
      `the function returned "hi", and payload format 1.0 expects an object such as {"statusCode":200,"body":"..."}.`,
    ],
    [
      null,
      "1.0",
      `the function returned null, and payload format 1.0 expects an object such as {"statusCode":200,"body":"..."}.`,
    ],
    [{ statusCode: 200.5 }, "2.0", `"statusCode" is 200.5; return a whole number from 200 to 599.`],
    [{ statusCode: 0 }, "2.0", `"statusCode" is 0; return a whole number from 200 to 599.`],
    [{ statusCode: "ok" }, "2.0", `"statusCode" is "ok"; return a whole number from 200 to 599.`],
    [
      { statusCode: 200, body: { a: 1 } },
      "2.0",
      `"body" is {"a":1}; return a string, for instance JSON.stringify(body).`,
    ],
    [{ statusCode: 200, headers: { "x-list": ["a"] } }, "2.0", `"headers"."x-list" is ["a"]; return a string.`],
    [{ statusCode: 200, headers: "x" }, "2.0", `"headers" is "x"; return an object from header name to a string.`],
    [
      { statusCode: 200, multiValueHeaders: { "x-a": "1" } },
      "1.0",
      `"multiValueHeaders"."x-a" is "1"; return a list of strings.`,
    ],
    [{ statusCode: 200, cookies: "a=1" }, "2.0", `"cookies" is "a=1"; return a list such as ["name=value; Path=/"].`],
    [{ statusCode: 200, isBase64Encoded: "yes" }, "2.0", `"isBase64Encoded" is "yes"; return true or false.`],
    [
      { statusCode: 200, isBase64Encoded: true, body: "not base64!" },
      "2.0",
      `"isBase64Encoded" is true, and "body" is not base64; encode it or leave isBase64Encoded out.`,
    ],
  ];
  for (const [result, version, diagnosis] of malformed) {
    it(`answers 500 to ${JSON.stringify(result)} of ${version} and says why`, () => {
      const answer = interpret(result, version);
      assert.equal(answer.status, 500);
      assert.equal(answer.body, `{"message":"Internal Server Error"}`);
      assert.equal(answer.diagnosis, diagnosis);
    });
  }

  it("answers 500 to a function error", () => {
    const result = interpretLambdaResult(
      { kind: "functionError", errorType: "TypeError", errorMessage: "x is undefined" },
      "2.0",
    );
    assert.equal(result.response.statusCode, 500);
    assert.equal(
      result.diagnosis,
      "the function ended with TypeError: x is undefined. Catch it in the handler and return a statusCode.",
    );
    assert.equal(
      result.integrationErrorMessage,
      "The Lambda function returned the following error: x is undefined. Check your Lambda function code and try again.",
    );
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
describe("interpretLambdaResult of several headers of a name", () => {
  const headersOf = (value: object, version: ResultFormat): unknown =>
    interpretLambdaResult({ kind: "result", payload: JSON.stringify({ statusCode: 200, ...value }) }, version)
      .response.headers.filter(([name]) => !name.startsWith("content-"))
      .map((pair) => pair.join("="));
  const both = {
    headers: { A: "1", b: "2", n: null },
    multiValueHeaders: { a: ["1", "3"], B: ["4"], "Content-Length": ["9"] },
  };

  it("sends a pair that both maps have once, single values first in format 1.0 and last in a REST API", () => {
    assert.deepEqual(headersOf(both, "1.0"), ["b=2", "a=1", "a=3", "b=4"]);
    assert.deepEqual(headersOf(both, "rest"), ["a=1", "a=3", "b=4", "b=2"]);
  });

  it("knows one map in format 2.0, and cookies in no other", () => {
    assert.deepEqual(headersOf({ ...both, cookies: ["c=1"] }, "2.0"), ["a=1", "b=2", "set-cookie=c=1"]);
    assert.deepEqual(headersOf({ headers: { a: "1" }, cookies: ["c=1"] }, "1.0"), ["a=1"]);
  });

  it("takes null for nothing", () => {
    for (const version of ["1.0", "2.0", "rest"] as const) {
      const nothing = { headers: null, body: null, isBase64Encoded: null };
      assert.deepEqual(headersOf({ ...nothing, multiValueHeaders: null }, version === "rest" ? "rest" : version), []);
    }
    assert.deepEqual(headersOf({ cookies: null }, "2.0"), []);
  });
});

describe("interpretLambdaResult of what is no response", () => {
  const diagnosis = (value: unknown, version: ResultFormat): string | undefined =>
    interpretLambdaResult(
      { kind: "result", payload: typeof value === "string" ? value : JSON.stringify(value) },
      version,
    ).diagnosis;
  const EXPECTED = 'expects an object such as {"statusCode":200,"body":"..."}.';
  const STATUS = "return a whole number from 200 to 599.";

  for (const [value, version, expected] of [
    ["null", "1.0", `the function returned null, and payload format 1.0 ${EXPECTED}`],
    ["[1]", "rest", `the function returned [1], and a REST API ${EXPECTED}`],
    ["not JSON", "1.0", `the function returned "not JSON", and payload format 1.0 ${EXPECTED}`],
    [JSON.stringify("x".repeat(59)), "rest", `the function returned "${"x".repeat(56)}..., and a REST API ${EXPECTED}`],
    [JSON.stringify("x".repeat(58)), "rest", `the function returned "${"x".repeat(58)}", and a REST API ${EXPECTED}`],
    [
      { statusCode: 200, wrongValue: 1 },
      "rest",
      'the result has "wrongValue", which a REST API rejects; return statusCode, headers, multiValueHeaders, body, isBase64Encoded alone.',
    ],
    [{ statusCode: 200, wrongValue: 1 }, "1.0", undefined],
    [{ body: "x" }, "rest", undefined],
    [
      { body: "x" },
      "1.0",
      'the result has no "statusCode", which payload format 1.0 requires; return {"statusCode":200,"body":"..."} or use payload format 2.0, which infers it.',
    ],
    [{ statusCode: 199 }, "2.0", `"statusCode" is 199; ${STATUS}`],
    [{ statusCode: 200 }, "2.0", undefined],
    [{ statusCode: 599 }, "rest", undefined],
    [{ statusCode: 600 }, "rest", `"statusCode" is 600; ${STATUS}`],
    [{ statusCode: "404" }, "2.0", undefined],
    [{ statusCode: "x404" }, "2.0", `"statusCode" is "x404"; ${STATUS}`],
    [{ statusCode: "404x" }, "2.0", `"statusCode" is "404x"; ${STATUS}`],
    [{ statusCode: 200.5 }, "2.0", `"statusCode" is 200.5; ${STATUS}`],
    [{ statusCode: [200] }, "2.0", `"statusCode" is [200]; ${STATUS}`],
    [{ statusCode: null }, "rest", `"statusCode" is null; ${STATUS}`],
    [{ statusCode: 200, isBase64Encoded: "true" }, "2.0", '"isBase64Encoded" is "true"; return true or false.'],
    [
      { statusCode: 200, body: { a: 1 } },
      "2.0",
      '"body" is {"a":1}; return a string, for instance JSON.stringify(body).',
    ],
    [
      { statusCode: 200, body: "!", isBase64Encoded: true },
      "1.0",
      '"isBase64Encoded" is true, and "body" is not base64; encode it or leave isBase64Encoded out.',
    ],
    [{ statusCode: 200, body: "!", isBase64Encoded: true }, "rest", undefined],
    [{ statusCode: 200, headers: ["a"] }, "2.0", '"headers" is ["a"]; return an object from header name to a string.'],
    [{ statusCode: 200, headers: { a: {} } }, "2.0", '"headers"."a" is {}; return a string.'],
    [
      { statusCode: 200, multiValueHeaders: { a: ["x", null] } },
      "1.0",
      '"multiValueHeaders"."a" is ["x",null]; return a list of strings.',
    ],
    [
      { statusCode: 200, multiValueHeaders: { a: "x" } },
      "rest",
      '"multiValueHeaders"."a" is "x"; return a list of strings.',
    ],
    [{ statusCode: 200, multiValueHeaders: { a: "x" } }, "2.0", undefined],
    [
      { statusCode: 200, cookies: ["a=1", 2] },
      "2.0",
      '"cookies" is ["a=1",2]; return a list such as ["name=value; Path=/"].',
    ],
    [{ statusCode: 200, cookies: "a=1" }, "2.0", '"cookies" is "a=1"; return a list such as ["name=value; Path=/"].'],
    [{ statusCode: 200, cookies: "a=1" }, "1.0", undefined],
  ] as [unknown, ResultFormat, string | undefined][]) {
    it(`says of ${JSON.stringify(value).slice(0, 60)} in ${version}: ${expected?.slice(0, 50) ?? "nothing"}`, () => {
      assert.equal(diagnosis(value, version), expected);
    });
  }
});
