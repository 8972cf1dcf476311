import type { LambdaOutcome } from "../../behavior/http-api/lambda-result";
import { authorizerArn } from "../../model/shared/api-identity";
import type { InvokePermission, LambdaTarget } from "../../model/shared/lambda-function";
import type { RequestSteps } from "../shared/exchange";
import type { ServedApis } from "../served-apis";
import { callFunction, unansweredText } from "./function-call";
import { missingPermission, resolveFunction } from "./function-target";

/** A Lambda authorizer of any kind of API. */
export interface AuthorizerFunction {
  id: string;
  lambda: LambdaTarget;
  invokePermission: InvokePermission;
  /** The role that it is invoked with, if any. */
  credentialsArn?: string;
}

/** The outcome of an authorizer's function, or the reason why it was not invoked or did not answer. */
export type AuthorizerOutcome = LambdaOutcome | { kind: "unanswered"; reason: string };

/**
 * Invokes an authorizer's function.
 *
 * @param steps The steps of the request, which get the call.
 */
export async function invokeAuthorizer(
  served: ServedApis,
  authorizer: AuthorizerFunction,
  { executionArn }: { executionArn: string },
  stageVariables: Record<string, string> | undefined,
  event: object,
  timeoutMs: number,
  steps: Pick<RequestSteps, "calls">,
): Promise<AuthorizerOutcome> {
  const target = resolveFunction(served, authorizer.lambda, stageVariables);
  if (target.function === undefined) {
    return unanswered(`its function ${target.arn} is not in this program, so there is no code to run`);
  }
  const name = target.function.config.functionName;
  if (authorizer.invokePermission === "missing") {
    return unanswered(missingPermission(name, authorizerArn({ executionArn }, authorizer)));
  }
  const problem = served.roles.problem(authorizer.credentialsArn, target.arn);
  if (problem !== undefined) {
    return unanswered(problem);
  }
  const payload = JSON.stringify(event);
  const call = await callFunction(target.function, target.arn, payload, timeoutMs);
  steps.calls.push({ by: "authorizer", name, event: payload, call });
  return call.outcome ?? unanswered(unansweredText(name, call.unanswered, `${timeoutMs / 1000} s`));
}

function unanswered(reason: string): AuthorizerOutcome {
  return { kind: "unanswered", reason };
}
