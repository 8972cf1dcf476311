import assert from "node:assert/strict";
import { answerInvoke } from "../../../../engine/synthesis";
import { secret, UNKNOWN, type PropertyValue } from "../../../../engine/graph/value";
import { IRELAND, text } from "../synthesised";

const TOKEN = "aws:iam/getPolicyDocument:getPolicyDocument";

function minified(args: Record<string, PropertyValue>): PropertyValue | undefined {
  return answerInvoke(TOKEN, args, IRELAND)?.minifiedJson;
}

const allow = (sid: string, action: string) => ({ sid, actions: [action], resources: ["*"] });

describe("getPolicyDocument", () => {
  it("renders a statement with two spaces of indent", () => {
    const answer = answerInvoke(TOKEN, { statements: [{ actions: ["s3:GetObject"], resources: ["*"] }] }, IRELAND);
    assert.equal(
      answer?.json,
      [
        "{",
        '  "Version": "2012-10-17",',
        '  "Statement": [',
        "    {",
        '      "Effect": "Allow",',
        '      "Action": "s3:GetObject",',
        '      "Resource": "*"',
        "    }",
        "  ]",
        "}",
      ].join("\n"),
    );
  });

  it("renders every part of a statement in the provider's order, sets in reverse order", () => {
    assert.equal(
      minified({
        policyId: "P",
        statements: [
          {
            sid: "S",
            effect: "Deny",
            notActions: ["a:A", "b:B", "a:A"],
            notResources: ["arn:x"],
            notPrincipals: [{ type: "AWS", identifiers: ["1", "2"] }],
            conditions: [
              { test: "StringLike", variable: "aws:y", values: ["b", "a"] },
              { test: "Bool", variable: "aws:x", values: ["true"] },
            ],
          },
        ],
      }),
      '{"Version":"2012-10-17","Id":"P","Statement":[{"Sid":"S","Effect":"Deny","NotAction":["b:B","a:A"],' +
        '"NotResource":"arn:x","NotPrincipal":{"AWS":["2","1"]},' +
        '"Condition":{"Bool":{"aws:x":"true"},"StringLike":{"aws:y":["b","a"]}}}]}',
    );
  });

  it("renders the anonymous principal bare, and only that", () => {
    const principal = (type: string) => minified({ statements: [{ principals: [{ type, identifiers: ["*"] }] }] });
    assert.equal(principal("*"), '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*"}]}');
    assert.equal(principal("AWS"), '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]}');
  });

  it("turns &{...} into a policy variable and escapes as the provider does", () => {
    assert.equal(
      minified({ statements: [{ actions: ["a:A"], resources: ["arn:&{aws:username}<x>"] }] }),
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:A","Resource":"arn:${aws:username}\\u003cx\\u003e"}]}',
    );
  });

  it("puts source statements first, and lets own and overriding statements replace those of their sid", () => {
    const document = (...statements: ReturnType<typeof allow>[]) => text(minified({ statements }));
    assert.equal(
      minified({
        sourcePolicyDocuments: [document(allow("A", "source:A"), allow("B", "source:B"))],
        statements: [allow("B", "own:B"), allow("C", "own:C")],
        overridePolicyDocuments: [document(allow("C", "override:C"), allow("", "override:Any"))],
      }),
      '{"Version":"2012-10-17","Statement":[' +
        '{"Sid":"A","Effect":"Allow","Action":"source:A","Resource":"*"},' +
        '{"Sid":"B","Effect":"Allow","Action":"own:B","Resource":"*"},' +
        '{"Sid":"C","Effect":"Allow","Action":"override:C","Resource":"*"},' +
        '{"Effect":"Allow","Action":"override:Any","Resource":"*"}]}',
    );
  });

  it("refuses a repeated sid and a document that isn't JSON, by name", () => {
    assert.throws(() => minified({ statements: [allow("A", "x:X"), allow("A", "y:Y")] }), {
      message: 'getPolicyDocument: statements has two statements with the sid "A". Give each its own sid, or none.',
    });
    assert.throws(() => minified({ sourcePolicyDocuments: ["{"] }), /sourcePolicyDocuments\[0\] is not a JSON policy/);
  });

  it("is unknown with an unknown argument and secret with a secret one", () => {
    const statements = (resource: PropertyValue) => ({ statements: [{ actions: ["a:A"], resources: [resource] }] });
    assert.equal(minified(statements(UNKNOWN)), UNKNOWN);
    assert.deepEqual(
      minified(statements(secret("arn:x"))),
      secret('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:A","Resource":"arn:x"}]}'),
    );
  });
});
