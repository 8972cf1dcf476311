import { judgePolicy, type PolicyJudgement } from "../../../aws/iam/policy";
import { ANY_VALUE, type ConditionContext } from "../../../aws/iam/condition";
import { wildcardMatch } from "../../../aws/iam/wildcard";
import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";

const INVOKE = "execute-api:Invoke";

/** The caller: nobody in particular, or an IAM user or role. */
export interface PolicyCaller {
  sourceIp: string;
  /** ARN of an IAM caller; undefined is anonymous. */
  arn?: string;
  account?: string;
}

/**
 * Returns what an API's resource policy says of a request. `execute-api:/stage/GET/path` is short for the API's own ARN. A laptop has
 * no VPC: conditions on one are taken as met.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function judgeResourcePolicy(
  policy: unknown,
  executionArn: string,
  methodArn: string,
  caller: PolicyCaller,
): PolicyJudgement {
  const statements: unknown[] = [(policy as { Statement?: unknown } | null | undefined)?.Statement ?? []].flat();
  if (!statements.every(isRecord)) {
    return judgePolicy({ Statement: statements }, { action: INVOKE, resource: methodArn });
  }
  const applying = statements
    .filter((statement) => isFor(statement, caller))
    .map((statement) => ({
      ...statement,
      ...defined({
        Resource: "Resource" in statement ? expanded(statement.Resource, executionArn) : undefined,
        NotResource: "NotResource" in statement ? expanded(statement.NotResource, executionArn) : undefined,
      }),
    }));
  return judgePolicy(
    { Statement: applying },
    { action: INVOKE, resource: methodArn, conditions: conditionsOf(caller) },
  );
}

/** The condition keys that a request on this machine has. */
export function conditionsOf(caller: PolicyCaller): ConditionContext {
  return defined({
    "aws:sourceip": [caller.sourceIp],
    "aws:vpcsourceip": [caller.sourceIp],
    "aws:sourcevpc": ANY_VALUE,
    "aws:sourcevpce": ANY_VALUE,
    "aws:securetransport": ["true"],
    "aws:principalarn": caller.arn === undefined ? undefined : [caller.arn],
    "aws:principalaccount": caller.account === undefined ? undefined : [caller.account],
  });
}

type Fields = Record<string, unknown>;

function isFor(statement: Fields, caller: PolicyCaller): boolean {
  if ("NotPrincipal" in statement) {
    return !names(statement.NotPrincipal, caller);
  }
  return statement.Principal === undefined || names(statement.Principal, caller);
}

function names(principal: unknown, { arn, account }: PolicyCaller): boolean {
  const listed = typeof principal === "object" && principal !== null ? (principal as Fields).AWS : principal;
  return [listed].flat().some((item) => {
    const text = String(item);
    return (
      text === "*" ||
      (arn !== undefined && wildcardMatch(text, arn)) ||
      (account !== undefined && (text === account || text.endsWith(`:iam::${account}:root`)))
    );
  });
}

function expanded(resource: unknown, executionArn: string): string[] {
  return [resource].flat().map((item) => String(item).replace(/^execute-api:\/?/, `${executionArn}/`));
}
