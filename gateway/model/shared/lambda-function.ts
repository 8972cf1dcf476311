import { defined } from "../../../language/defined";
import { actionMatches } from "../../../aws/iam/action";
import { wildcardMatch } from "../../../aws/iam/wildcard";
import { parseFunctionArn } from "../../../aws/lambda-arn";
import type { PropertyValue } from "../../../engine/graph/value";

/**
 * A Lambda function as a local runner needs it, read from `aws:lambda/function:Function` and what stands around it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export interface LambdaFunctionModel {
  urn: string;
  name: string;
  /** Without version or alias. */
  arn: string;
  region: string;
  account: string;
  packageType: "Zip" | "Image";
  /** Such as `nodejs22.x`; undefined for an image. */
  runtime?: string;
  /** Such as `index.handler`; undefined for an image. */
  handler?: string;
  /** In seconds. @default 3 */
  timeoutSeconds: number;
  /** In MB. @default 128 */
  memoryMb: number;
  /** Concurrent executions at most; undefined where none is reserved. */
  reservedConcurrency?: number;
  /** Plain values, secrets included: for the function's process only, never for a log. */
  environment: Record<string, string>;
  architectures: string[];
  layers: string[];
  /** The archive as it stands in the graph (Pulumi's archive mark), or undefined where the code is in S3 or an image. */
  code?: PropertyValue;
  /** The place of the code when it is not in the graph. */
  codeLocation?: string;
  /** The newest published version, or `$LATEST`. */
  version: string;
  aliases: { name: string; functionVersion: string }[];
  permissions: LambdaPermissionModel[];
  /** The log group that the function writes to. */
  logGroup: string;
  /**
   * Set where the log's format is JSON: the least level that the function's own lines have. @default "INFO"
   * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
   */
  jsonLog?: { level: string };
  tags: Record<string, string>;
}

/** One statement of a function's resource-based policy, from `aws:lambda/permission:Permission`. */
export interface LambdaPermissionModel {
  urn: string;
  action: string;
  principal: string;
  /** Undefined where any source may invoke. */
  sourceArn?: string;
  /** True where the source ARN is known only after the deployment. */
  sourceUnknown: boolean;
  /** URNs that the unknown source ARN comes from. */
  sourceUrns: string[];
  /** The alias or version that the statement stands for; undefined for the function itself. */
  qualifier?: string;
}

/**
 * Indicates whether a function's policy lets API Gateway invoke it: `missing` makes AWS answer 500; `unknown` where the function is
 * not in the graph; `notNeeded` for an HTTP integration or one with a role (`credentialsArn`).
 */
export type InvokePermission = "allowed" | "missing" | "unknown" | "notNeeded";

/** The function that an integration or an authorizer calls. */
export interface LambdaTarget {
  /** The function of the graph; undefined where it is deployed elsewhere or named by a stage variable. */
  function?: LambdaFunctionModel;
  /** As far as it is known; may hold `${stageVariables.name}`. */
  arn?: string;
  /** Alias or version. */
  qualifier?: string;
}

/** The function that a target names once the stage's variables are put in; see `substituteStageVariables`. */
export function findFunction(functions: LambdaFunctionModel[], arn: string): LambdaTarget {
  const parsed = parseFunctionArn(arn);
  const found = functions.find((candidate) => candidate.arn === parsed?.arn);
  return defined({
    arn,
    function: found,
    qualifier: parsed?.qualifier === undefined ? undefined : parsed.qualifier,
  });
}

/**
 * Returns whether the function's policy lets API Gateway invoke it for one of the given source ARNs. Without that, AWS answers
 * 500 `{"message":"Internal Server Error"}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 */
export function mayInvoke(target: LambdaTarget, sources: { arns: string[]; urns: string[] }): boolean {
  return (target.function?.permissions ?? []).some(
    (permission) =>
      permission.qualifier === target.qualifier &&
      actionMatches(permission.action, "lambda:InvokeFunction") &&
      ["apigateway.amazonaws.com", "*"].includes(permission.principal) &&
      sourceMatches(permission, sources),
  );
}

function sourceMatches(permission: LambdaPermissionModel, sources: { arns: string[]; urns: string[] }): boolean {
  if (permission.sourceUnknown) {
    return permission.sourceUrns.some((urn) => sources.urns.includes(urn));
  }
  const pattern = permission.sourceArn;
  return pattern === undefined || sources.arns.some((arn) => wildcardMatch(pattern, arn));
}
