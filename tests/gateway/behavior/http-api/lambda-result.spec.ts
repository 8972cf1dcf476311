import assert from "node:assert/strict";
import type { PayloadFormatVersion } from "../../../../gateway/model/http-api/model";
import { interpretLambdaResult } from "../../../../gateway/behavior/http-api/lambda-result";

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
