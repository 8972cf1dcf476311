import assert from "node:assert/strict";
import { decideConnect, identityValues } from "../../../../gateway/behavior/websocket-api/authorization";
import { CONNECT, context } from "./connection";

const ARN = "arn:aws:execute-api:eu-west-1:123456789012:wsabcdefgh/dev/$connect";
const CALLER = { sourceIp: "192.0.2.1", headers: [["Referer", "https://a.example/x"]], timeEpoch: 0 } as const;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
describe("the authorizer of a WebSocket API", () => {
  for (const [sources, expected] of [
    [[], []],
    [["route.request.header.auth"], ["secret"]],
    [["route.request.querystring.token"], ["t1"]],
    [["stageVariables.table"], ["rooms"]],
    [["context.stage"], ["dev"]],
    [["route.request.header.Auth", "route.request.querystring.none"], undefined],
    [["route.request.header.X-Empty"], undefined],
    [["route.request.querystring.empty"], undefined],
    [["stageVariables.constructor"], undefined],
    [["xroute.request.header.Auth"], undefined],
  ] as [string[], string[] | undefined][]) {
    it(`takes ${sources.join(", ") || "no source"} for ${expected?.join() ?? "missing"}`, () => {
      assert.deepEqual(identityValues(sources, CONNECT, context()), expected);
    });
  }

  const decide = (value: unknown): ReturnType<typeof decideConnect> =>
    decideConnect({ kind: "result", payload: typeof value === "string" ? value : JSON.stringify(value) }, ARN, CALLER);
  const policy = (Effect: string, Resource = ARN): object => ({
    Statement: [{ Effect, Action: "execute-api:Invoke", Resource }],
  });
  const answer = (more: object = {}): object => ({ principalId: "ann", policyDocument: policy("Allow"), ...more });

  it("lets in whom its policy allows, with the context as texts", () => {
    assert.deepEqual(decide(answer()), { kind: "allow", principalId: "ann", context: {} });
    assert.deepEqual(decide(answer({ context: { a: 1, b: true, c: null, d: "x" }, usageIdentifierKey: "k" })), {
      kind: "allow",
      principalId: "ann",
      context: { a: "1", b: "true", c: null, d: "x" },
      usageIdentifierKey: "k",
    });
    assert.deepEqual(decide(answer({ usageIdentifierKey: 1 })), { kind: "allow", principalId: "ann", context: {} });
  });

  it("refuses whom it denies or does not allow with 403", () => {
    for (const [policyDocument, reason] of [
      [policy("Deny"), `a statement denies execute-api:Invoke on ${ARN}`],
      [policy("Allow", "other"), `no statement allows execute-api:Invoke on ${ARN}`],
    ] as const) {
      assert.deepEqual(decide(answer({ policyDocument })), { kind: "refuse", error: "forbidden", reason });
    }
  });

  it("holds the conditions of its policy", () => {
    for (const [Referer, kind] of [
      ["https://a.example/*", "allow"],
      ["https://b.example/*", "refuse"],
    ] as const) {
      const Condition = { StringLike: { "aws:Referer": Referer } };
      const policyDocument = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition }] };
      assert.equal(decide(answer({ policyDocument })).kind, kind);
    }
  });

  it("is 401 where it throws Unauthorized, and fails with every other error", () => {
    const ended = (errorMessage: string): ReturnType<typeof decideConnect> =>
      decideConnect({ kind: "functionError", errorType: "Error", errorMessage } as never, ARN, CALLER);
    assert.deepEqual(ended("Unauthorized"), {
      kind: "refuse",
      error: "unauthorized",
      reason: 'the authorizer threw "Unauthorized"',
    });
    const other = ended("no");
    assert.ok(other.kind === "refuse" && other.error === "authorizerFailed");
    assert.match(other.reason, /^the authorizer function ended with Error: no\. /);
  });

  it("fails with an answer that is none", () => {
    const failed = (value: unknown): string => {
      const found = decide(value);
      assert.ok(found.kind === "refuse" && found.error === "authorizerFailed", JSON.stringify(found));
      return found.reason;
    };
    for (const value of ["null", "{", answer({ principalId: 1 }), { principalId: "ann" }]) {
      assert.equal(failed(value), 'the authorizer has to return "principalId" (a string) and "policyDocument"');
    }
    for (const given of ["x", null, { a: {} }, { a: "b", c: [] }]) {
      assert.equal(
        failed(answer({ context: given })),
        `the authorizer's "context" has to be an object of strings, numbers and booleans`,
      );
    }
    assert.match(failed(answer({ policyDocument: {} })), /^policyDocument has no "Statement"/);
  });
});
