import { wildcardMatch } from "./lambda-function";

export type PolicyDecision =
  | { kind: "allow" }
  | { kind: "deny"; reason: string }
  /** The policy can't be judged: its form is wrong, or it has what is not modelled. */
  | { kind: "invalid"; reason: string };

interface Statement {
  Effect?: unknown;
  Action?: unknown;
  NotAction?: unknown;
  Resource?: unknown;
  NotResource?: unknown;
  Condition?: unknown;
}

/**
 * Evaluates an IAM policy for one action on one resource: an explicit Deny wins, then an Allow; nothing said is a denial.
 * Conditions are not evaluated: a policy with one is refused rather than misjudged.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(document: unknown, action: string, resource: string): PolicyDecision {
  const statements = statementsOf(document);
  if (statements === undefined) {
    return {
      kind: "invalid",
      reason: `policyDocument has no "Statement"; return {"Version":"2012-10-17","Statement":[...]}`,
    };
  }
  const problem = statements.map(statementProblem).find((text) => text !== undefined);
  if (problem !== undefined) {
    return { kind: "invalid", reason: problem };
  }
  const applying = statements.filter((statement) => applies(statement, action, resource));
  if (applying.some((statement) => statement.Effect === "Deny")) {
    return { kind: "deny", reason: `a statement denies ${action} on ${resource}` };
  }
  return applying.length > 0
    ? { kind: "allow" }
    : { kind: "deny", reason: `no statement allows ${action} on ${resource}` };
}

function statementsOf(document: unknown): Statement[] | undefined {
  if (!isObject(document) || document.Statement === undefined) {
    return undefined;
  }
  const list: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return list.every(isObject) ? list : undefined;
}

function statementProblem(statement: Statement): string | undefined {
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    return `a statement's "Effect" is ${JSON.stringify(statement.Effect)}; write "Allow" or "Deny"`;
  }
  if (texts(statement.Action ?? statement.NotAction) === undefined) {
    return `a statement has no "Action"; write "execute-api:Invoke"`;
  }
  if (texts(statement.Resource ?? statement.NotResource) === undefined) {
    return `a statement has no "Resource"; write the route's ARN, which the event has as routeArn (2.0) or methodArn (1.0)`;
  }
  return statement.Condition === undefined
    ? undefined
    : `a statement has a "Condition", which the local gateway does not evaluate; decide in the authorizer instead`;
}

function applies(statement: Statement, action: string, resource: string): boolean {
  return (
    matches(statement.Action, statement.NotAction, (pattern) =>
      wildcardMatch(pattern.toLowerCase(), action.toLowerCase()),
    ) && matches(statement.Resource, statement.NotResource, (pattern) => wildcardMatch(pattern, resource))
  );
}

function matches(wanted: unknown, unwanted: unknown, test: (pattern: string) => boolean): boolean {
  const patterns = texts(wanted);
  return patterns === undefined ? !(texts(unwanted) ?? []).some(test) : patterns.some(test);
}

function texts(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((item) => typeof item === "string") ? list : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
