import assert from "node:assert/strict";
import * as fc from "fast-check";
import { judgePolicy } from "../../aws/iam/policy";
import { wildcardMatch } from "../../aws/iam/wildcard";
import { parseArn } from "../../aws/arn";
import { functionArnOfUri, parseFunctionArn } from "../../aws/lambda-arn";
import { judgeResourcePolicy } from "../../gateway/behavior/rest-api/resource-policy";
import { check } from "./property";
import { json, text } from "./values";

const part = fc.constantFrom("a", "b", "/", ":", "*", "?", ".", "ab", "$");
const pattern = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
const subject = fc
  .array(fc.constantFrom("a", "b", "/", ":", ".", "$"), { maxLength: 10 })
  .map((parts) => parts.join(""));
const effect = fc.constantFrom("Allow", "Deny");
const statement = fc.record(
  {
    Effect: effect,
    Action: fc.constantFrom("execute-api:Invoke", "execute-api:*", "*", "s3:*"),
    Resource: fc.oneof(pattern, fc.array(pattern, { minLength: 1, maxLength: 3 })),
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);

/** Matches as the definition reads, one character after the other. */
function matches(glob: string, value: string): boolean {
  if (glob === "") {
    return value === "";
  }
  if (glob[0] === "*") {
    return matches(glob.slice(1), value) || (value !== "" && matches(glob, value.slice(1)));
  }
  return value !== "" && (glob[0] === "?" || glob[0] === value[0]) && matches(glob.slice(1), value.slice(1));
}

describe("policies", () => {
  it("match patterns as the slow definition does", () => {
    check(200_000, [pattern, subject], (glob, value) => {
      assert.equal(wildcardMatch(glob, value), matches(glob, value), `${glob} ${value}`);
    });
  });

  it("allow exactly where a statement allows and none denies", () => {
    check(100_000, [fc.array(statement, { maxLength: 4 }), subject], (statements, resource) => {
      const applying = statements.filter(
        ({ Action, Resource }) => Action !== "s3:*" && [Resource].flat().some((glob) => matches(glob, resource)),
      );
      const expected = applying.some(({ Effect }) => Effect === "Deny")
        ? "explicitDeny"
        : applying.length > 0
          ? "allow"
          : "implicitDeny";
      assert.equal(judgePolicy({ Statement: statements }, { action: "execute-api:Invoke", resource }), expected);
    });
  });

  it("of any JSON are judged, and never allow what no statement with Allow names", () => {
    const loose = fc.oneof(
      json,
      fc.record({
        Statement: fc.oneof(
          json,
          fc.array(fc.record({ Effect: json, Action: json, Resource: json, Condition: json }, { requiredKeys: [] }), {
            maxLength: 3,
          }),
        ),
      }),
    );
    const api = "arn:aws:execute-api:eu-west-1:123456789012:api";
    check(100_000, [loose, text], (policy, path) => {
      const method = `${api}/prod/GET/${path}`;
      for (const judged of [
        judgePolicy(policy, { action: "execute-api:Invoke", resource: method }),
        judgeResourcePolicy(policy, api, method, { sourceIp: "127.0.0.1", headers: [], timeEpoch: 0 }),
      ]) {
        assert.ok(judged !== "allow" || JSON.stringify(policy).includes('"Allow"'));
      }
    });
  });

  it("have ARNs of any text, or none", () => {
    const arn = fc
      .array(fc.oneof(text, fc.constantFrom("arn", "aws", "lambda", "function", "", "eu-west-1", "123456789012")), {
        maxLength: 9,
      })
      .map((parts) => parts.join(":"));
    check(100_000, [arn], (given) => {
      const parsed = parseArn(given);
      assert.ok(parsed === undefined || given.startsWith("arn:"));
      parseFunctionArn(given);
      functionArnOfUri(`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${given}/invocations`);
    });
  });
});
