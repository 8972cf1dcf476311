import { unknownOperators } from "../../iam/condition";
import { parsedJson } from "../../../language/parsed-json";
import type { Found } from "../rule";
import { type Inputs, isAbsent, isPlainObject } from "../violation";

/** The use of a policy document: what a principal may do, who may assume a role, or who may use a resource. */
export type PolicyUse = "identity" | "trust" | "resource";

const VERSIONS = ["2012-10-17", "2008-10-17"];

/**
 * Returns what IAM refuses of a policy document's form.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function grammarProblems(document: unknown, path: string, use: PolicyUse): Found[] {
  const parsed = typeof document === "string" ? parsedJson(document) : document;
  if (parsed === undefined || isAbsent(parsed)) {
    return typeof document === "string" && !isAbsent(document)
      ? [{ path, value: document, expected: "a policy document as JSON" }]
      : [];
  }
  if (!isPlainObject(parsed)) {
    return [];
  }
  const { Version: version, Statement: statements } = parsed;
  return [
    ...(typeof version === "string" && !VERSIONS.includes(version)
      ? [{ path: `${path}: Version`, value: version, expected: VERSIONS.join(" or ") }]
      : []),
    ...[statements].flat().flatMap((statement) => (isPlainObject(statement) ? ofStatement(statement, path, use) : [])),
  ];
}

const PRINCIPALS: readonly string[] = ["AWS", "Federated", "Service", "CanonicalUser"];

function conditionProblems(
  condition: unknown,
  at: (member: string, value: unknown, expected: string) => Found,
): Found[] {
  if (isAbsent(condition)) {
    return [];
  }
  if (!isPlainObject(condition)) {
    return typeof condition === "string" ? [at("Condition", condition, "an object of operators with their keys")] : [];
  }
  return [
    ...unknownOperators(condition).map((operator) =>
      at("Condition", operator, "an operator of IAM, such as StringEquals"),
    ),
    ...Object.keys(condition)
      .filter((operator) => typeof condition[operator] === "string")
      .map((operator) => at(`Condition.${operator}`, condition[operator], "an object of keys with their values")),
  ];
}

function ofStatement(statement: Inputs, path: string, use: PolicyUse): Found[] {
  const {
    Effect: effect,
    Action: action,
    NotAction: notAction,
    Resource: resource,
    NotResource: notResource,
  } = statement;
  const principal = statement.Principal ?? statement.NotPrincipal;
  const at = (member: string, value: unknown, expected: string): Found => ({
    path: `${path}: ${member}`,
    value,
    expected,
  });
  return [
    ...(typeof effect === "string" && effect !== "Allow" && effect !== "Deny"
      ? [at("Effect", effect, "Allow or Deny")]
      : []),
    ...(isAbsent(action) && isAbsent(notAction) ? [at("Action", action, "an action, such as s3:GetObject")] : []),
    ...[action, notAction]
      .flat()
      .filter((one) => typeof one === "string" && !/^(\*|[A-Za-z0-9-]+:\S+)$/.test(one))
      .map((one) => at("Action", one, "an action with its service, such as s3:GetObject")),
    ...(use === "identity" && isAbsent(resource) && isAbsent(notResource)
      ? [at("Resource", resource, "a resource: the policy of a role or user names what it is for")]
      : []),
    ...(use === "identity"
      ? [resource, notResource]
          .flat()
          .filter((one) => typeof one === "string" && !/[*:/]/.test(one))
          .map((one) => at("Resource", one, 'an ARN or "*"'))
      : []),
    ...(use === "identity" && principal !== undefined
      ? [at("Principal", principal, "no principal: the policy is for the role or user that has it")]
      : []),
    ...conditionProblems(statement.Condition, at),
    ...(isPlainObject(principal)
      ? Object.keys(principal)
          .filter((key) => !PRINCIPALS.includes(key))
          .map((key) => at("Principal", key, `one of ${PRINCIPALS.join(", ")}`))
      : []),
    ...(use === "trust" && !(isAbsent(resource) && isAbsent(notResource))
      ? [at("Resource", resource ?? notResource, "no resource: a trust policy is for its role")]
      : []),
    ...(use !== "identity" && principal === undefined
      ? [at("Principal", principal, "a principal, such as the service that assumes the role")]
      : []),
  ];
}
