import { parsedJson } from "../../../language/parsed-json";
import { V1 } from "../../resource-types";
import { type Found, type Rule, textRule } from "../rule";
import { type Inputs, isPlainObject } from "../violation";
import { grammarProblems, type PolicyUse } from "./policy-grammar";
import { parsedBody } from "./documents/reading";

const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const POLICY = "aws:iam/policy:Policy";
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length */
const INLINE_CHARACTERS = 10_240;
const MANAGED_CHARACTERS = 6_144;

/** Which input of a type is a policy document. */
const DOCUMENTS: Record<string, string> = {
  [ROLE]: "assumeRolePolicy",
  [ROLE_POLICY]: "policy",
  [POLICY]: "policy",
  [V1.restApi]: "policy",
  [V1.restApiPolicy]: "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:kms/key:Key": "policy",
};

/** The uses that are not those of a resource. */
const USES: Readonly<Record<string, PolicyUse | undefined>> = {
  [ROLE]: "trust",
  [ROLE_POLICY]: "identity",
  [POLICY]: "identity",
};

export const policyRules: readonly Rule[] = [
  textRule(
    ROLE,
    "name",
    /^[\w+=,.@-]{1,64}$/,
    "1 to 64 letters, digits and _+=,.@-",
    `${IAM}/reference_iam-quotas.html`,
  ),
  ...Object.entries(DOCUMENTS).map(([type, path]): Rule => ({
    types: [type],
    page: `${IAM}/reference_policies_elements_principal.html`,
    reads: [path],
    check: (inputs) => principals(inputs[path], path),
  })),
  ...Object.entries(DOCUMENTS).map(([type, path]): Rule => ({
    types: [type],
    page: `${IAM}/reference_policies_grammar.html`,
    reads: [path],
    check: (inputs) => grammarProblems(inputs[path], path, USES[type] ?? "resource"),
  })),
  {
    types: [V1.restApi],
    page: `${IAM}/reference_policies_elements_principal.html`,
    reads: ["body"],
    check: ({ body }) => {
      const policy = parsedBody(body)?.["x-amazon-apigateway-policy"];
      const path = "body: x-amazon-apigateway-policy";
      return [...principals(policy, path), ...grammarProblems(policy, path, "resource")];
    },
  },
  {
    types: [ROLE_POLICY],
    page: `${IAM}/reference_iam-quotas.html`,
    reads: ["policy"],
    check: ({ policy }) => size(policy, "policy", INLINE_CHARACTERS),
  },
  {
    types: [POLICY],
    page: `${IAM}/reference_iam-quotas.html`,
    reads: ["policy"],
    check: ({ policy }) => size(policy, "policy", MANAGED_CHARACTERS),
  },
];

/** White space does not count. */
function size(policy: unknown, path: string, most: number): Found[] {
  const text = typeof policy === "string" ? policy.replace(/\s/g, "") : "";
  return text.length > most
    ? [{ path, value: `${text.length} characters`, expected: `at most ${most} characters without white space` }]
    : [];
}

/** An account in `Principal.AWS` has 12 digits, by itself or in an ARN. */
function principals(document: unknown, path: string): Found[] {
  return statementsOf(document).flatMap((statement) =>
    [statement.Principal, statement.NotPrincipal].flatMap((principal) => {
      const accounts = isPlainObject(principal) ? [principal.AWS].flat() : [];
      return accounts
        .filter((account) => typeof account === "string" && isBadAccount(account))
        .map((account) => ({
          path,
          value: account,
          expected: "an account of 12 digits, or an ARN with one, in Principal.AWS",
        }));
    }),
  );
}

function isBadAccount(text: string): boolean {
  const account = /^arn:[^:]+:(?:iam|sts)::([^:]*):/.exec(text)?.[1];
  return account === undefined ? /^\d+$/.test(text) && text.length !== 12 : !/^(\d{12}|aws|cloudfront)$/.test(account);
}

function statementsOf(document: unknown): Inputs[] {
  const parsed = typeof document === "string" ? parsedJson(document) : document;
  const statements = isPlainObject(parsed) ? [parsed.Statement].flat() : [];
  return statements.filter(isPlainObject);
}
