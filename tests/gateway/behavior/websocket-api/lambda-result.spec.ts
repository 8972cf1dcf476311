import assert from "node:assert/strict";
import { interpretProxyResult } from "../../../../gateway/behavior/websocket-api/lambda-result";

describe("the result of a function of a WebSocket API", () => {
  const of = (value: unknown): ReturnType<typeof interpretProxyResult> =>
    interpretProxyResult({ kind: "result", payload: typeof value === "string" ? value : JSON.stringify(value) });
  const why = (value: unknown): string => {
    const found = of(value);
    return found.kind === "failed" ? found.diagnosis : assert.fail(JSON.stringify(found));
  };

  it("has a status, headers in lower case and a body, decoded where it is base64", () => {
    assert.deepEqual(of({ statusCode: "201", headers: { "X-Own": 1 }, body: "aGk=" }), {
      kind: "answer",
      statusCode: 201,
      headers: { "x-own": "1" },
      body: "aGk=",
    });
    assert.deepEqual(of({ statusCode: 200, body: "aGk=", isBase64Encoded: true }), {
      kind: "answer",
      statusCode: 200,
      headers: {},
      body: "hi",
    });
    for (const nothing of [{}, { body: null, headers: null }, { headers: "x" }]) {
      assert.deepEqual(of({ statusCode: 200, ...nothing }), {
        kind: "answer",
        statusCode: 200,
        headers: {},
        body: undefined,
      });
    }
  });

  it("is none without a status of three digits", () => {
    for (const value of [
      {},
      { statusCode: 101 },
      { statusCode: 199 },
      { statusCode: 600 },
      { statusCode: 200.5 },
      { statusCode: "x" },
    ]) {
      assert.equal(why(value), `the function returned ${JSON.stringify(value)}, expected { statusCode: 200 }.`);
    }
    for (const statusCode of [200, 599]) {
      assert.equal(of({ statusCode }).kind, "answer");
    }
    assert.equal(why("null"), "the function returned null, expected { statusCode: 200 }.");
    assert.equal(why("x".repeat(61)), `the function returned ${"x".repeat(57)}..., expected { statusCode: 200 }.`);
    assert.equal(why("x".repeat(60)), `the function returned ${"x".repeat(60)}, expected { statusCode: 200 }.`);
  });

  it("is none with a body that is no text", () => {
    assert.equal(
      why({ statusCode: 200, body: { a: 1 } }),
      '"body" is {"a":1}; return a string, for instance JSON.stringify(body).',
    );
  });

  it("is a failure where the function failed", () => {
    const failed = interpretProxyResult({ kind: "functionError", errorType: "Error", errorMessage: "no" } as never);
    assert.ok(failed.kind === "failed");
    assert.match(failed.diagnosis, /^the function ended with Error: no\. /);
  });
});
