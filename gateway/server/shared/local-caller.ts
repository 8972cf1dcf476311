import { formatArn } from "../../../aws/arn";
import type { IamIdentity } from "../../behavior/shared/request";

/** Returns who calls, where IAM authorization is trusted: a user of the API's own account. */
export function localCaller({ account, partition }: { account: string; partition: string }): IamIdentity {
  return {
    accessKey: "AKIALOCALCALLER00000",
    accountId: account,
    callerId: "AIDALOCALCALLER00000",
    principalOrgId: null,
    userArn: formatArn({ partition, account }, "iam", "user/local"),
    userId: "AIDALOCALCALLER00000",
  };
}

/** The reason why a request with IAM authorization is refused, for the log. */
export const IAM_UNCHECKED =
  "IAM authorization cannot be checked locally; to let every request through as a local caller, serve with --iam trust";
