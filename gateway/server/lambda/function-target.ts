import { functionArnOfUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaTarget } from "../../model/shared/lambda-function";
import { substituteStageVariables } from "../../behavior/shared/selection-expression";
import type { ServedApis } from "../served-apis";
import type { LambdaFunction } from "./lambda-function";
import { defined } from "../../../language/defined";

/** The local function that an integration or an authorizer calls, and the ARN that it is called by. */
export interface FunctionTarget {
  arn: string;
  /** Undefined where the function is not in the program. */
  function?: LambdaFunction;
}

/** Finds the function that a target names, once the stage's variables are put in. */
export function resolveFunction(
  served: ServedApis,
  target: LambdaTarget | undefined,
  stageVariables: Record<string, string> | undefined,
): FunctionTarget {
  if (target?.function !== undefined) {
    const { arn } = target.function;
    const qualified = target.qualifier === undefined ? arn : `${arn}:${target.qualifier}`;
    return { arn: target.arn ?? qualified, function: served.functions.get(target.function.urn) };
  }
  const named = substituteStageVariables(target?.arn ?? "", stageVariables);
  const arn = functionArnOfUri(named) ?? named;
  const found = findFunction(served.functionModels, arn).function;
  return defined({ arn, function: found === undefined ? undefined : served.functions.get(found.urn) });
}

/** The function that an integration calls, or why it can't be called. */
export type CallableFunction = { arn: string; function: LambdaFunction } | { problem: string };

/**
 * Finds the function that an integration calls, on any kind of API.
 *
 * @param isAllowed Whether API Gateway may invoke it.
 * @param sourceArn The source ARN of the permission that would let it.
 * @param credentialsArn The role that it is invoked with, if any.
 */
export function callableFunction(
  served: ServedApis,
  target: LambdaTarget | undefined,
  stageVariables: Record<string, string> | undefined,
  {
    isAllowed,
    sourceArn,
    credentialsArn,
  }: { isAllowed: boolean; sourceArn: string; credentialsArn?: string | undefined },
): CallableFunction {
  const { arn, function: found } = resolveFunction(served, target, stageVariables);
  if (found === undefined) {
    return { problem: `${arn} is not a function of this program, so there is no code to run` };
  }
  if (!isAllowed) {
    return { problem: missingPermission(found.config.functionName, sourceArn) };
  }
  const problem = served.roles.problem(credentialsArn, arn);
  return problem === undefined ? { arn, function: found } : { problem };
}

/** Returns why API Gateway may not invoke a function, and the permission that lets it. */
export function missingPermission(functionName: string, sourceArn: string): string {
  return `API Gateway may not invoke ${functionName}: add an aws.lambda.Permission with function "${functionName}", action "lambda:InvokeFunction", principal "apigateway.amazonaws.com" and sourceArn "${sourceArn}"`;
}
