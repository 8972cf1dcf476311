import assert from "node:assert/strict";
import {
  decideAuthorizerAnswer,
  identityValues,
  readAuthorizerAnswer,
  refuseMissingIdentity,
} from "../../../../gateway/behavior/http-api/lambda-authorizer";
import { context, request } from "../../../support/requests";

const ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request";
const CALLER = { sourceIp: "192.0.2.1", headers: [], timeEpoch: 0 };
const SIMPLE = { enableSimpleResponses: true, payloadFormatVersion: "2.0" } as const;
const POLICY = { enableSimpleResponses: false, payloadFormatVersion: "2.0" } as const;

function decide(settings: typeof SIMPLE | typeof POLICY, answer: unknown) {
  const outcome = { kind: "result", payload: JSON.stringify(answer) } as const;
  return decideAuthorizerAnswer(readAuthorizerAnswer(settings, outcome), ARN, CALLER);
}

function policy(effect: string, resource: string = ARN): object {
  return { Statement: [{ Effect: effect, Action: "execute-api:Invoke", Resource: resource }] };
}

describe("identityValues", () => {
  const source = {
    request: request({ headers: [["Authorization", "token"]], rawQueryString: "id=7" }),
    context: context({ routeKey: "GET /a", stageVariables: { tenant: "blue" } }),
    routePath: "/a",
  };

  it("reads headers, query, context and stage variables in order", () => {
    const sources = [
      "$request.header.authorization",
      "$request.querystring.id",
      "$context.routeKey",
      "$stageVariables.tenant",
    ];
    assert.deepEqual(identityValues(sources, source), ["token", "7", "GET /a", "blue"]);
  });

  it("is undefined where one is missing or empty", () => {
    assert.equal(identityValues(["$request.header.authorization", "$request.header.x"], source), undefined);
    assert.equal(identityValues(["$request.querystring.ID"], source), undefined);
  });

  it("is empty where none are asked for", () => assert.deepEqual(identityValues([], source), []));

  it("refuses a missing one with 401", () => {
    const refusal = refuseMissingIdentity();
    assert.equal(refusal.kind === "refuse" && refusal.response.statusCode, 401);
  });
});

describe("a simple response", () => {
  it("allows with its context", () => {
    assert.deepEqual(decide(SIMPLE, { isAuthorized: true, context: { numberKey: 1 } }), {
      kind: "allow",
      context: { kind: "lambda", context: { numberKey: 1 } },
    });
  });

  it("refuses with 403", () => {
    const decision = decide(SIMPLE, { isAuthorized: false });
    assert.ok(decision.kind === "refuse");
    assert.equal(decision.response.statusCode, 403);
    assert.equal(decision.reason, "isAuthorized is false");
  });

  it("is 500 without isAuthorized, and says how to fix it", () => {
    const decision = decide(SIMPLE, { principalId: "a", policyDocument: policy("Allow") });
    assert.ok(decision.kind === "refuse");
    assert.equal(decision.response.statusCode, 500);
    assert.equal(
      decision.reason,
      `simple responses are enabled and "isAuthorized" is missing; return {"isAuthorized":true} or false, or set enableSimpleResponses to false to return an IAM policy`,
    );
  });
});

describe("an IAM response", () => {
  it("allows with its context and principal", () => {
    const answer = { principalId: "abcdef", policyDocument: policy("Allow"), context: { key: "value" } };
    assert.deepEqual(decide(POLICY, answer), {
      kind: "allow",
      context: { kind: "lambda", context: { key: "value" }, principalId: "abcdef" },
    });
  });

  it("refuses what it denies, and another route than it allows, with 403", () => {
    for (const policyDocument of [policy("Deny"), policy("Allow", ARN.replace("request", "other"))]) {
      const decision = decide(POLICY, { principalId: "abcdef", policyDocument });
      assert.equal(decision.kind === "refuse" && decision.response.statusCode, 403);
    }
  });

  // https://qiita.com/kazfuku/items/163d1b137ce36333e423 (a live HTTP API)
  it("holds the conditions of its policy", () => {
    for (const [range, kind] of [
      ["192.0.2.0/24", "allow"],
      ["198.51.100.0/24", "refuse"],
    ] as const) {
      const Condition = { IpAddress: { "aws:SourceIp": [range] } };
      const policyDocument = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition }] };
      assert.equal(decide(POLICY, { principalId: "a", policyDocument }).kind, kind, range);
    }
  });

  it("is 500 with a condition that is none, without principalId, and where it is a simple one", () => {
    const withCondition = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition: { Equals: {} } }] };
    const answers = [
      { principalId: "a", policyDocument: withCondition },
      { policyDocument: policy("Allow") },
      { isAuthorized: true },
    ];
    for (const answer of answers) {
      const decision = decide(POLICY, answer);
      assert.equal(decision.kind === "refuse" && decision.response.statusCode, 500);
    }
  });
});

describe("an authorizer that fails", () => {
  it("is 500 where the function ends with an error", () => {
    const answer = readAuthorizerAnswer(SIMPLE, { kind: "functionError", errorType: "Error", errorMessage: "boom" });
    const decision = decideAuthorizerAnswer(answer, ARN, CALLER);
    assert.ok(decision.kind === "refuse");
    assert.equal(decision.response.statusCode, 500);
    assert.equal(
      decision.reason,
      "the authorizer function ended with Error: boom. Catch it in the handler and return a refusal.",
    );
  });

  it("is 500 where the answer is no object, or its context is none", () => {
    for (const answer of [null, "yes", [true], { isAuthorized: true, context: "x" }]) {
      const decision = decide(SIMPLE, answer);
      assert.equal(decision.kind === "refuse" && decision.response.statusCode, 500);
    }
  });
});
