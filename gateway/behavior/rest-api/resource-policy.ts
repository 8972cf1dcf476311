import { judgePolicy, type PolicyJudgement } from "../../../aws/iam/policy";
import { ANY_VALUE, type ConditionContext } from "../../../aws/iam/condition";
import { wildcardMatch } from "../../../aws/iam/wildcard";
import { type HeaderList, headerValues, type IamIdentity } from "../shared/request";
import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";

const INVOKE = "execute-api:Invoke";

/** The caller, and what its request tells: nobody in particular, or an IAM user. */
export interface PolicyCaller {
  sourceIp: string;
  headers: HeaderList;
  /** Milliseconds since 1970. */
  timeEpoch: number;
  /** Undefined is anonymous. */
  iam?: IamIdentity | undefined;
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

/**
 * The condition keys that a request on this machine has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function conditionsOf({ sourceIp, headers, timeEpoch, iam }: PolicyCaller): ConditionContext {
  return defined({
    "aws:currenttime": [new Date(timeEpoch).toISOString()],
    "aws:epochtime": [String(Math.floor(timeEpoch / 1000))],
    "aws:sourceip": [sourceIp],
    "aws:vpcsourceip": [sourceIp],
    "aws:sourcevpc": ANY_VALUE,
    "aws:sourcevpce": ANY_VALUE,
    "aws:securetransport": ["true"],
    "aws:referer": sent(headers, "referer"),
    "aws:useragent": sent(headers, "user-agent"),
    ...(iam === undefined ? undefined : principalKeys(iam)),
  });
}

/** "Key is present only if the value is provided by the caller in the HTTP header." */
function sent(headers: HeaderList, name: string): string[] | undefined {
  const [value] = headerValues(headers, name);
  return value === undefined ? undefined : [value];
}

/** The keys of an IAM user: it has no temporary credentials, and the organization that it belongs to is not known here. */
function principalKeys({ userArn, accountId, userId }: IamIdentity): ConditionContext {
  return {
    "aws:principalarn": [userArn],
    "aws:principalaccount": [accountId],
    "aws:principaltype": ["User"],
    "aws:userid": [userId],
    "aws:username": [userArn.split("/").at(-1) ?? ""],
    "aws:principalorgid": ANY_VALUE,
    "aws:principalorgpaths": ANY_VALUE,
  };
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
