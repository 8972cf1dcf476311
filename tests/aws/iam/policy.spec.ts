import assert from "node:assert/strict";
import { ANY_VALUE, type ConditionContext } from "../../../aws/iam/condition-context";
import { evaluatePolicy, judgePolicy } from "../../../aws/iam/policy";

const ACTION = "execute-api:Invoke";
const ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request";

function policy(...statements: object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

describe("evaluatePolicy", () => {
  const allow = { Effect: "Allow", Action: ACTION, Resource: ARN };
  const deny = { Effect: "Deny", Action: ACTION, Resource: ARN };

  const cases: [behaviour: string, document: unknown, kind: string][] = [
    ["allows what a statement allows", policy(allow), "allow"],
    ["denies what nothing allows", policy({ ...allow, Resource: `${ARN}/other` }), "deny"],
    ["lets a Deny win over an Allow", policy(allow, deny), "deny"],
    ["takes a single statement for a list", { Statement: allow }, "allow"],
    [
      "matches wildcards across slashes",
      policy({ ...allow, Resource: "arn:aws:execute-api:*:*:abcdef123/*" }),
      "allow",
    ],
    ["matches ? with one character", policy({ ...allow, Resource: ARN.replace("GET", "G?T") }), "allow"],
    ["matches actions without regard to case", policy({ ...allow, Action: "execute-api:invoke" }), "allow"],
    [
      "matches a list of actions and resources",
      policy({ ...allow, Action: ["s3:*", "execute-api:*"], Resource: ["x", ARN] }),
      "allow",
    ],
    ["matches NotResource", policy({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::*" }), "allow"],
    ["takes other letters of a pattern as they are", policy({ ...allow, Resource: ARN.replace("/", ".") }), "deny"],
    ["refuses to judge a condition", policy({ ...allow, Condition: { Bool: {} } }), "invalid"],
    ["refuses a policy without statements", {}, "invalid"],
    ["refuses an effect that is none", policy({ ...allow, Effect: "allow" }), "invalid"],
    ["refuses a statement without action", policy({ Effect: "Allow", Resource: ARN }), "invalid"],
    ["refuses a statement without resource", policy({ Effect: "Allow", Action: ACTION }), "invalid"],
  ];
  for (const [behaviour, document, kind] of cases) {
    it(behaviour, () => assert.equal(evaluatePolicy(document, ACTION, ARN).kind, kind));
  }

  for (const [behaviour, document, expected] of [
    ["a Deny", policy(deny), { kind: "deny", reason: `a statement denies ${ACTION} on ${ARN}` }],
    ["no Allow", policy(), { kind: "deny", reason: `no statement allows ${ACTION} on ${ARN}` }],
    ["a NotAction that names it", policy({ Effect: "Allow", NotAction: [ACTION, "s3:*"], Resource: ARN }), "deny"],
    ["a NotAction that names others", policy({ Effect: "Allow", NotAction: ["s3:*"], Resource: ARN }), "allow"],
    [
      "a NotResource that names it and others",
      policy({ ...allow, Resource: undefined, NotResource: ["x", ARN] }),
      "deny",
    ],
    ["an action that is no text among others", policy({ ...allow, Action: [ACTION, 1] }), "invalid"],
    ["no action in a list", policy({ ...allow, Action: [] }), "invalid"],
    ["a statement that is no object among others", policy(allow, "x" as never), "invalid"],
    ["no object", "text", "invalid"],
    ["null", null, "invalid"],
    ["a statement that is bad after one that allows", policy(allow, { ...allow, Effect: 1 }), "invalid"],
  ] as const) {
    it(`judges ${behaviour}`, () => {
      const decision = evaluatePolicy(document, ACTION, ARN);
      assert.deepEqual(typeof expected === "string" ? decision.kind : decision, expected);
    });
  }

  it("says what a policy without statements has to have", () => {
    assert.deepEqual(evaluatePolicy({ Statement: undefined }, ACTION, ARN), {
      kind: "invalid",
      reason: `policyDocument has no "Statement"; return {"Version":"2012-10-17","Statement":[...]}`,
    });
  });

  it("holds a condition by what the request has", () => {
    const conditional = policy({ ...allow, Condition: { StringEquals: { key: "a" } } });
    const judge = (conditions: Record<string, string[]>): unknown =>
      judgePolicy(conditional, { action: ACTION, resource: ARN, conditions });
    assert.equal(judge({ key: ["a"] }), "allow");
    assert.equal(judge({ key: ["b"] }), "implicitDeny");
    assert.equal(judge({}), "implicitDeny");
  });

  it("does not judge a condition without the request's keys", () => {
    assert.deepEqual(evaluatePolicy(policy({ ...allow, Condition: {} }), ACTION, ARN), {
      kind: "invalid",
      reason: `a statement has a "Condition", which can't be evaluated here`,
    });
    assert.deepEqual(evaluatePolicy(policy({ ...allow, Condition: {} }), ACTION, ARN, {}), { kind: "allow" });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  describe("with variables", () => {
    const BASE = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET";
    const conditions: ConditionContext = {
      "aws:username": ["ann"],
      "aws:userid": ["a*b"],
      "aws:tags": ["a", "b"],
      "aws:sourcevpc": ANY_VALUE,
    };
    for (const [resource, path, version, expected] of [
      [`${BASE}/users/\${aws:username}/*`, "users/ann/x", "2012-10-17", "allow"],
      [`${BASE}/users/\${AWS:UserName}`, "users/ann", "2012-10-17", "allow"],
      [`${BASE}/users/\${aws:username}/*`, "users/bob/x", "2012-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:username}`, "users/ann", "2008-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:username}`, "users/ann", undefined, "implicitDeny"],
      [`${BASE}/users/\${aws:username}`, "users/${aws:username}", undefined, "allow"],
      [`${BASE}/users/\${aws:nobody}`, "users/", "2012-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:nobody}*`, "users/x", "2012-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:nobody, 'anonymous'}`, "users/anonymous", "2012-10-17", "allow"],
      [`${BASE}/users/\${aws:username, 'anonymous'}`, "users/ann", "2012-10-17", "allow"],
      [`${BASE}/users/\${aws:nobody, ''}`, "users/", "2012-10-17", "allow"],
      [`${BASE}/users/\${aws:nobody, '*'}`, "users/x", "2012-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:userid}`, "users/a*b", "2012-10-17", "allow"],
      [`${BASE}/users/\${aws:userid}`, "users/axb", "2012-10-17", "implicitDeny"],
      [`${BASE}/users/\${aws:tags}`, "users/a", "2012-10-17", "implicitDeny"],
      [`${BASE}/vpc/\${aws:SourceVpc}`, "vpc/vpc-1", "2012-10-17", "allow"],
      [`${BASE}/vpc/\${aws:SourceVpc}`, "other/vpc-1", "2012-10-17", "implicitDeny"],
      [`${BASE}/a\${*}b\${?}c\${$}{d`, "a*b?c${d", "2012-10-17", "allow"],
      [`${BASE}/a\${*}b`, "axb", "2012-10-17", "implicitDeny"],
      [`${BASE}/a\${?}`, "ax", "2012-10-17", "implicitDeny"],
      [`${BASE}/*\${*}`, "ax*", "2012-10-17", "allow"],
      [`${BASE}/*\${*}`, "ax", "2012-10-17", "implicitDeny"],
      // "You can't use a variable to replace parts of the ARN before the fifth colon"
      [`arn:\${aws:partition, 'aws'}:execute-api:*:*:*`, "x", "2012-10-17", "implicitDeny"],
      ["*", "x", "2012-10-17", "allow"],
    ] as const) {
      it(`of ${version ?? "no version"} judge ${path} by ${resource.slice(BASE.length)}: ${expected}`, () => {
        const document = { Version: version, Statement: { ...allow, Resource: resource } };
        assert.equal(judgePolicy(document, { action: ACTION, resource: `${BASE}/${path}`, conditions }), expected);
      });
    }
  });
});
