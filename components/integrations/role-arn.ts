import type * as pulumi from "@pulumi/pulumi";
import { isRoleArn } from "../../aws/arn";
import type { Problems } from "../shared/problems";

/** Checks credentials that are known. */
export function checkCredentials(problems: Problems, credentials: pulumi.Input<string> | undefined): void {
  problems.known<string>("credentials", credentials, (received) =>
    isRoleArn(received) || /^arn:[^:]+:iam::\*:user\/\*$/.test(received)
      ? undefined
      : {
          received,
          expected: 'the ARN of a role, or "arn:aws:iam::*:user/*" for the caller\'s own',
          fix: "pass role.arn",
        },
  );
}
