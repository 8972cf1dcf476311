import assert from "node:assert/strict";
import { SlowPatternError } from "../../../../gateway/behavior/shared/bounded-match";
import {
  decideAnswer,
  decideCognito,
  identityOf,
  readAuthorizerResult,
  type RestAuthorizerDecision,
} from "../../../../gateway/behavior/rest-api/lambda-authorizer";
import type {
  CognitoAuthorizerModel,
  RestLambdaAuthorizerModel,
} from "../../../../gateway/model/rest-api/authorizer-model";

const ARN = "arn:aws:execute-api:eu-west-1:123456789012:restabcdef/prod/GET/orders";
const CALLER = { sourceIp: "192.0.2.1", headers: [], timeEpoch: 0 };
const policy = (Effect: string, Resource = ARN): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect, Action: "execute-api:Invoke", Resource }],
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
describe("the identity of a Lambda authorizer of a REST API", () => {
  const token = (changes: Partial<RestLambdaAuthorizerModel> = {}): RestLambdaAuthorizerModel =>
    ({ type: "TOKEN", identitySources: ["t"], resultTtlSeconds: 300, ...changes }) as RestLambdaAuthorizerModel;
  const request = (changes: Partial<RestLambdaAuthorizerModel> = {}): RestLambdaAuthorizerModel =>
    token({ type: "REQUEST", identitySources: ["a", "b"], ...changes });
  const read =
    (values: Record<string, string>) =>
    (source: string): string | undefined =>
      values[source];

  it("of a TOKEN is the token, without which the client gets 401, cached or not", () => {
    assert.deepEqual(identityOf(token(), read({ t: "Bearer x" })), ["Bearer x"]);
    for (const resultTtlSeconds of [0, 300]) {
      assert.equal(identityOf(token({ resultTtlSeconds }), read({})), undefined);
      assert.equal(identityOf(token({ resultTtlSeconds }), read({ t: "" })), undefined);
    }
    assert.equal(identityOf(token({ identitySources: [] }), read({ t: "x" })), undefined);
    assert.equal(identityOf(token({ identitySources: [""] }), read({ "": "x" })), undefined);
  });

  it("of a TOKEN has to match the validation expression whole", () => {
    const authorizer = token({ identityValidationExpression: "Bearer [a-z]+" });
    assert.deepEqual(identityOf(authorizer, read({ t: "Bearer abc" })), ["Bearer abc"]);
    assert.equal(identityOf(authorizer, read({ t: "Bearer abc1" })), undefined);
    assert.equal(identityOf(token({ identityValidationExpression: ".*" }), read({})), undefined);
    const slow = token({ identityValidationExpression: "(a+)+" });
    assert.throws(() => identityOf(slow, read({ t: `${"a".repeat(40)}!` })), SlowPatternError);
  });

  it("of a REQUEST needs every source where answers are cached, and none where they are not", () => {
    assert.deepEqual(identityOf(request(), read({ a: "1", b: "2" })), ["1", "2"]);
    assert.equal(identityOf(request(), read({ a: "1" })), undefined);
    assert.equal(identityOf(request(), read({ a: "1", b: "" })), undefined);
    assert.deepEqual(identityOf(request({ resultTtlSeconds: 0 }), read({ a: "1" })), ["1", ""]);
    assert.deepEqual(identityOf(request({ identitySources: [] }), read({})), []);
    const expression = request({ identityValidationExpression: "no" });
    assert.deepEqual(identityOf(expression, read({ a: "1", b: "2" })), ["1", "2"], "the expression is a TOKEN's");
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
describe("the answer of a Lambda authorizer of a REST API", () => {
  const result = (value: unknown): ReturnType<typeof readAuthorizerResult> =>
    readAuthorizerResult({ kind: "result", payload: typeof value === "string" ? value : JSON.stringify(value) });
  const failed = (value: unknown): string => {
    const answer = result(value);
    return answer.kind === "failed" ? answer.diagnosis : assert.fail(answer.kind);
  };

  it("is a policy with its context as texts, and a usage identifier where it is one", () => {
    const document = policy("Allow");
    assert.deepEqual(
      result({
        principalId: "ann",
        policyDocument: document,
        context: { text: "a", number: 1, flag: true, nothing: null },
        usageIdentifierKey: "key",
      }),
      {
        kind: "policy",
        principalId: "ann",
        policyDocument: document,
        values: { text: "a", number: "1", flag: "true", nothing: null },
        usageIdentifierKey: "key",
      },
    );
    const plain = { kind: "policy", principalId: "ann", policyDocument: document, values: {} };
    for (const more of [{}, { context: null }, { context: "text" }, { usageIdentifierKey: 1 }]) {
      assert.deepEqual(result({ principalId: "ann", policyDocument: document, ...more }), plain);
    }
  });

  it("fails without a principal or a document, and where it is no JSON object", () => {
    for (const value of [{ policyDocument: {} }, { principalId: 1, policyDocument: {} }, { principalId: "ann" }]) {
      assert.equal(failed(value), `its result needs "principalId" (a string) and "policyDocument"`);
    }
    for (const text of ["null", "7", "{", '{"principalId":"ann","policyDocument":"x"}']) {
      assert.equal(failed(text), `its result needs "principalId" (a string) and "policyDocument"`);
    }
  });

  it("fails with an object or a list in its context", () => {
    for (const inner of [{}, []]) {
      assert.equal(
        failed({ principalId: "ann", policyDocument: {}, context: { good: "x", bad: inner } }),
        `"context"."bad" is an object or a list; return a string, number or boolean`,
      );
    }
  });

  it("is 401 where the function ends with Unauthorized, and a failure for every other error", () => {
    const ended = (errorMessage: string): ReturnType<typeof readAuthorizerResult> =>
      readAuthorizerResult({ kind: "functionError", errorType: "Error", errorMessage } as never);
    assert.deepEqual(ended("Unauthorized"), { kind: "unauthorized" });
    const other = ended("unauthorized");
    assert.equal(other.kind, "failed");
    assert.match(other.kind === "failed" ? other.diagnosis : "", /^it ended with Error: unauthorized\. /);
  });

  const decide = (policyDocument: unknown, more: object = {}): RestAuthorizerDecision =>
    decideAnswer({ kind: "policy", principalId: "ann", policyDocument, values: { a: "b" }, ...more }, ARN, CALLER, 7);
  const refused = (decision: RestAuthorizerDecision): unknown[] =>
    decision.kind === "refuse"
      ? [decision.error.responseType, decision.error.statusCode, decision.error.message, decision.diagnosis]
      : assert.fail(decision.kind);
  const context = { kind: "lambda", principalId: "ann", values: { a: "b" }, latency: 7 };

  it("allows, denies, or leaves it to the resource policy", () => {
    assert.deepEqual(decide(policy("Allow")), { kind: "allow", context });
    assert.deepEqual(decide(policy("Allow"), { usageIdentifierKey: "k" }), {
      kind: "allow",
      context,
      usageIdentifierKey: "k",
    });
    assert.deepEqual(decide(policy("Allow", `${ARN}/other`)), { kind: "silent", context });
    assert.deepEqual(refused(decide(policy("Deny"))), [
      "ACCESS_DENIED",
      403,
      "User is not authorized to access this resource with an explicit deny in an identity-based policy",
      "its policy denies the method",
    ]);
  });

  it("judges conditions by the caller's address", () => {
    const from = (address: string): object => ({
      Statement: [
        {
          ...(policy("Allow") as { Statement: object[] }).Statement[0],
          Condition: { IpAddress: { "aws:SourceIp": address } },
        },
      ],
    });
    assert.equal(decide(from("192.0.2.0/24")).kind, "allow");
    assert.equal(decide(from("198.51.100.0/24")).kind, "silent");
  });

  it("is 500 where the document is no policy or the function failed, and 401 where it said so", () => {
    assert.deepEqual(refused(decide({})).slice(0, 3), ["AUTHORIZER_CONFIGURATION_ERROR", 500, null]);
    assert.match(String(refused(decide({}))[3]), /has no "Statement"/);
    assert.deepEqual(refused(decideAnswer({ kind: "failed", diagnosis: "why" }, ARN, CALLER, 0)), [
      "AUTHORIZER_CONFIGURATION_ERROR",
      500,
      null,
      "why",
    ]);
    assert.deepEqual(refused(decideAnswer({ kind: "unauthorized" }, ARN, CALLER, 0)), [
      "UNAUTHORIZED",
      401,
      "Unauthorized",
      "it said Unauthorized",
    ]);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
describe("the token of a user pool", () => {
  const POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e";
  const NOW = 1_718_722_804_000;
  const claims = {
    iss: POOL,
    exp: NOW / 1000 + 1,
    iat: 1_718_722_804,
    token_use: "id",
    aud: "client",
    "cognito:groups": ["a"],
  };
  const decide = (changes: object, scopes: string[] = [], authorizer: object = {}): RestAuthorizerDecision =>
    decideCognito({ issuers: [POOL], ...authorizer } as CognitoAuthorizerModel, { ...claims, ...changes }, scopes, NOW);
  const refused = (decision: RestAuthorizerDecision): unknown[] =>
    decision.kind === "refuse"
      ? [decision.error.statusCode, decision.error.message, decision.diagnosis]
      : assert.fail(decision.kind);

  it("that is an ID token is let in, with its claims as texts and its times as dates", () => {
    // the event of powertools-lambda-typescript that the code names: exp and iat are dates
    assert.deepEqual(decide({ auth_time: 5 }), {
      kind: "allow",
      context: {
        kind: "cognito",
        claims: {
          iss: POOL,
          exp: "Tue Jun 18 15:00:05 UTC 2024",
          iat: "Tue Jun 18 15:00:04 UTC 2024",
          token_use: "id",
          aud: "client",
          "cognito:groups": '["a"]',
          auth_time: "5",
        },
      },
    });
    const { context } = decide({ iat: "yesterday" }) as { context: { claims: Record<string, string> } };
    assert.equal(context.claims.iat, "yesterday");
  });

  it("of another issuer, or expired, is refused", () => {
    for (const iss of ["https://cognito-idp.eu-west-1.amazonaws.com/other", undefined, 7]) {
      assert.deepEqual(refused(decide({ iss })), [
        401,
        "Unauthorized",
        "the token's iss is none of the authorizer's user pools",
      ]);
    }
    for (const exp of [NOW / 1000, NOW / 1000 - 1, undefined, "9999999999"]) {
      assert.deepEqual(refused(decide({ exp })), [401, "The incoming token has expired", "the token has expired"]);
    }
  });

  it("needs an aud that matches the validation expression", () => {
    const authorizer = { identityValidationExpression: "cli.*" };
    assert.equal(decide({}, [], authorizer).kind, "allow");
    assert.deepEqual(refused(decide({ aud: "x" }, [], authorizer)), [
      401,
      "Unauthorized",
      `the token's aud "x" does not match cli.*`,
    ]);
    assert.deepEqual(refused(decide({ aud: undefined }, [], authorizer)), [
      401,
      "Unauthorized",
      `the token's aud "" does not match cli.*: Cognito's access tokens have none, so the expression lets ID tokens through only`,
    ]);
  });

  it("needs one of the method's scopes, and without scopes has to be no access token", () => {
    const access = { token_use: "access", scope: "orders/read orders/write" };
    assert.equal(decide(access, ["x", "orders/write"]).kind, "allow");
    assert.deepEqual(refused(decide(access, ["orders/delete", "x"])), [
      401,
      "Unauthorized",
      "the token has none of the method's scopes: orders/delete, x",
    ]);
    assert.equal(decide({ scope: undefined }, ["orders/read"]).kind, "refuse");
    assert.deepEqual(refused(decide(access)), [
      401,
      "Unauthorized",
      "the method has no scopes, so it takes an ID token, and this is an access token",
    ]);
  });
});
