import { ANY_VALUE, type ConditionContext } from "../../../aws/iam/condition-context";
import { defined } from "../../../language/defined";
import { type HeaderList, headerValues, type IamIdentity } from "./request";

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
