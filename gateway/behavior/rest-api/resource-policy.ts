import { judgePolicy, type PolicyJudgement } from "../../../aws/iam/policy";
import { wildcardMatch } from "../../../aws/iam/wildcard";
import { conditionsOf, type PolicyCaller } from "../shared/policy-caller";
import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";

const INVOKE = "execute-api:Invoke";

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
  const { Version, Statement } = (policy ?? {}) as { Version?: unknown; Statement?: unknown };
  const statements: unknown[] = [Statement ?? []].flat();
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
    { Version, Statement: applying },
    { action: INVOKE, resource: methodArn, conditions: conditionsOf(caller) },
  );
}

type Fields = Record<string, unknown>;

function isFor(statement: Fields, caller: PolicyCaller): boolean {
  if ("NotPrincipal" in statement) {
    return !names(statement.NotPrincipal, caller);
  }
  return statement.Principal === undefined || names(statement.Principal, caller);
}

function names(principal: unknown, { iam }: PolicyCaller): boolean {
  const [arn, account] = [iam?.userArn, iam?.accountId];
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
