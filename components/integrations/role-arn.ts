import type * as pulumi from "@pulumi/pulumi";
import { isRoleArn } from "../../aws/arn";
import { type Problem, validateKnown } from "../shared/problems";

/** Returns the problem of plain credentials. */
export function credentialProblems(credentials: pulumi.Input<string> | undefined, argument: string): Problem[] {
  return validateKnown<string>(credentials, (arn) =>
    isRoleArn(arn) || /^arn:[^:]+:iam::\*:user\/\*$/.test(arn)
      ? undefined
      : {
          argument: `${argument}.credentials`,
          received: arn,
          expected: 'the ARN of a role, or "arn:aws:iam::*:user/*" for the caller\'s own',
          fix: "pass role.arn",
        },
  );
}
