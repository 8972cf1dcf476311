import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import { parseArn } from "../../aws/arn";
import { LAMBDA } from "../../aws/resource-types";
import { regionOfChildren } from "../shared/default-region";
import { identityOf } from "../shared/identity";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { type FunctionArn, parseFunctionArn } from "../../aws/lambda-arn";
import type { FunctionTarget } from "./function-target";

/** Functions distinguished by their ARN: each needs one permission for an API, however many routes or authorizers call it. */
export function distinctFunctions(targets: readonly FunctionTarget[]): FunctionTarget[] {
  const first = new Map<string, FunctionTarget>();
  for (const target of targets) {
    const identity = identityOf(target.functionArn);
    first.set(identity, first.get(identity) ?? target);
  }
  return [...first.values()];
}

/**
 * Lets one API invoke one function, from any stage, route and authorizer of that API and from no other API. One statement
 * is enough and stays small: a function's policy is limited to 20 KB. Lambda compares the source with `ArnLike`, whose stars
 * take slashes too, so that `<api>/*\/*` stands for `<api>/<stage>/<method>/<path>`, for `<api>/$default/$default` and for
 * `<api>/authorizers/<id>`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function invokePermission(
  name: string,
  target: FunctionTarget,
  executionArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): lambda.Permission {
  return new lambda.Permission(
    fittingName(name, NAMES.permission),
    {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      ...functionAndQualifier(target),
      sourceArn: pulumi.interpolate`${executionArn}/*/*`,
      region: otherRegion(target, opts.parent),
    },
    opts,
  );
}

/**
 * Returns the region of a plain ARN where it is not the one that the API's resources are made in: Lambda takes a permission in the
 * function's own region only.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
function otherRegion({ functionArn }: FunctionTarget, parent: pulumi.Resource | undefined): string | undefined {
  const region = typeof functionArn === "string" ? parseArn(functionArn)?.region : undefined;
  const here = regionOfChildren(parent, LAMBDA.permission);
  return here === undefined || region === here ? undefined : region;
}

/** An alias or version goes in `qualifier`: its policy is not the function's. */
function functionAndQualifier(target: FunctionTarget): Pick<lambda.PermissionArgs, "function" | "qualifier"> {
  const arn = pulumi.output(target.functionArn);
  if (typeof target.functionArn === "string") {
    const parts = parseFunctionArn(target.functionArn);
    return { function: parts?.arn ?? target.functionArn, qualifier: policyQualifier(parts) };
  }
  return {
    function: arn.apply((value) => parseFunctionArn(value)?.arn ?? value),
    qualifier: arn.apply((value) => policyQualifier(parseFunctionArn(value))),
  };
}

/** Lambda takes no policy for $LATEST: it is the function's own. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function policyQualifier(parts: FunctionArn | undefined): string | undefined {
  return parts?.qualifier === "$LATEST" ? undefined : parts?.qualifier;
}
