import { conditionHolds, unknownOperators } from "./condition";
import type { ConditionContext } from "./condition-context";
import { expandResource, VERSION_WITH_VARIABLES } from "./variables";
import { actionMatches } from "./action";
import { wildcardMatch } from "./wildcard";
import { defined } from "../../language/defined";
import { isRecord } from "../../language/is-record";

export type PolicyDecision =
  | { kind: "allow" }
  | { kind: "deny"; reason: string }
  /** The policy can't be judged: its form is wrong, or it has what is not modelled. */
  | { kind: "invalid"; reason: string };

/** The same, with what is said kept apart from what is not. */
export type PolicyJudgement = "allow" | "explicitDeny" | "implicitDeny" | { invalid: string };

export interface PolicyRequest {
  action: string;
  resource: string;
  /** The caller and its address; without them a policy with a Condition is refused rather than misjudged. */
  conditions?: ConditionContext;
}

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
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param conditions Specifies what conditions and variables are read from; without them a policy with a condition is refused.
 */
export function evaluatePolicy(
  document: unknown,
  action: string,
  resource: string,
  conditions?: ConditionContext,
): PolicyDecision {
  const judgement = judgePolicy(document, defined({ action, resource, conditions }));
  switch (judgement) {
    case "allow":
      return { kind: "allow" };
    case "explicitDeny":
      return { kind: "deny", reason: `a statement denies ${action} on ${resource}` };
    case "implicitDeny":
      return { kind: "deny", reason: `no statement allows ${action} on ${resource}` };
    default:
      return { kind: "invalid", reason: judgement.invalid };
  }
}

/** Returns what a policy says of one request. Principals are the caller's business: see `resource-policy.ts`. */
export function judgePolicy(document: unknown, { action, resource, conditions }: PolicyRequest): PolicyJudgement {
  const statements = statementsOf(document);
  if (statements === undefined) {
    return { invalid: `policyDocument has no "Statement"; return {"Version":"2012-10-17","Statement":[...]}` };
  }
  const problem = statements
    .map((statement) => statementProblem(statement, conditions))
    .find((text) => text !== undefined);
  if (problem !== undefined) {
    return { invalid: problem };
  }
  const { Version: version } = document as { Version?: unknown };
  const context = conditions ?? {};
  const hasResource = (pattern: string): boolean => {
    const expanded = version === VERSION_WITH_VARIABLES ? expandResource(pattern, context) : { text: pattern };
    return expanded !== undefined && wildcardMatch(expanded.text, resource, expanded.literals);
  };
  const applying = statements.filter(
    (statement) => applies(statement, action, hasResource) && conditionHolds(statement.Condition, context, version),
  );
  if (applying.some((statement) => statement.Effect === "Deny")) {
    return "explicitDeny";
  }
  return applying.length > 0 ? "allow" : "implicitDeny";
}

function statementsOf(document: unknown): Statement[] | undefined {
  if (!isRecord(document) || document.Statement === undefined) {
    return undefined;
  }
  const list: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return list.every(isRecord) ? list : undefined;
}

function statementProblem(statement: Statement, conditions: ConditionContext | undefined): string | undefined {
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    return `a statement's "Effect" is ${JSON.stringify(statement.Effect)}; write "Allow" or "Deny"`;
  }
  if (texts(statement.Action ?? statement.NotAction) === undefined) {
    return `a statement has no "Action"; write "execute-api:Invoke"`;
  }
  if (texts(statement.Resource ?? statement.NotResource) === undefined) {
    return `a statement has no "Resource"; write the route's ARN, which the event has as routeArn (2.0) or methodArn (1.0)`;
  }
  const [unknown] = unknownOperators(statement.Condition);
  if (unknown !== undefined && conditions !== undefined) {
    return `a statement's "Condition" has ${JSON.stringify(unknown)}, which is no operator; write one such as "StringEquals"`;
  }
  return statement.Condition === undefined || conditions !== undefined
    ? undefined
    : `a statement has a "Condition", which can't be evaluated here`;
}

function applies(statement: Statement, action: string, hasResource: (pattern: string) => boolean): boolean {
  return (
    matches(statement.Action, statement.NotAction, (pattern) => actionMatches(pattern, action)) &&
    matches(statement.Resource, statement.NotResource, hasResource)
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
