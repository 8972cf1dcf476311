import type { GraphIndex } from "../../../engine/graph/graph-index";
import { roleAccess } from "../../model/shared/role-access";

/** The roles of a program, as far as API Gateway invokes functions with them. */
export class InvokingRoles {
  private readonly known = new Map<string, boolean>();

  /** @param index The program's resources; without them no role is known. */
  constructor(private readonly index?: GraphIndex) {}

  /**
   * Returns why a role may not invoke a function, so that AWS answers 500; undefined where it may, or where the program does not have all
   * of the role's policies.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
   */
  problem(roleArn: string | undefined, functionArn: string): string | undefined {
    if (roleArn === undefined || this.index === undefined) {
      return undefined;
    }
    const key = `${roleArn} ${functionArn}`;
    let isMissing = this.known.get(key);
    if (isMissing === undefined) {
      isMissing = roleAccess(this.index, roleArn, "lambda:InvokeFunction", functionArn) === "missing";
      this.known.set(key, isMissing);
    }
    return isMissing
      ? `${roleArn} may not invoke ${functionArn}: allow lambda:InvokeFunction on it in the role's policy`
      : undefined;
  }
}
