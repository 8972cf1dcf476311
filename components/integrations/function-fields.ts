import type * as pulumi from "@pulumi/pulumi";
import type { FieldTable } from "../shared/field-support";
import type { Problems } from "../shared/problems";
import { parseFunctionArn } from "../../aws/lambda-arn";
import type { CredentialFields } from "./fields";
import type { FunctionTarget } from "./function-target";
import { checkFunctionArn } from "./function-uri";

/** The fields of an integration or authorizer that invokes a function. */
export interface FunctionFields {
  /**
   * The ARN of the function, alias or version to invoke.
   * @example "arn:aws:lambda:eu-west-1:123456789012:function:orders"
   */
  functionArn: pulumi.Input<string>;
  /**
   * The ARN by which API Gateway invokes the function. @default derived from the ARN
   * @example orders.invokeArn
   */
  functionInvokeArn?: pulumi.Input<string>;
  /**
   * The logical name of the function's resource; the factories set it. @default the name in a plain ARN
   * @example "orders"
   */
  targetName?: string;
}

/** The field of an integration or authorizer whose function may allow the call elsewhere. */
export interface PermissionFields {
  /**
   * Indicates whether the API is allowed here to invoke the function; a function of another account or region is allowed it
   * where it is made. @default true, unless there are `credentials`
   */
  permission?: boolean;
}

export const PERMISSION_FIELDS: FieldTable<PermissionFields> = { permission: { plain: true } };

/** Returns the support of the fields that a factory fills in from its function. */
export function FUNCTION_FIELDS(factory: string): FieldTable<FunctionFields> {
  return {
    functionArn: { named: true, required: { expected: "a function", fix: `use ${factory}(fn)` } },
    functionInvokeArn: { named: true },
    targetName: { plain: true, named: true },
  };
}

/** Returns the logical name of the function's resource, or the function's name and qualifier where the ARN is plain. */
export function functionLabel({ functionArn, targetName }: FunctionFields): string | undefined {
  const parts = typeof functionArn === "string" ? parseFunctionArn(functionArn) : undefined;
  const name = parts?.qualifier === undefined ? parts?.name : `${parts.name}:${parts.qualifier}`;
  return targetName ?? name;
}

/** Checks the function's ARN where it is known. */
export function checkFunction(problems: Problems, { functionArn }: FunctionFields): void {
  problems.known<string>("functionArn", functionArn, checkFunctionArn);
}

/**
 * Returns the function that gets a permission for the API; a role, and a permission made elsewhere, need none.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-cross-account-lambda-integrations.html
 */
export function permittedFunction(
  spec: FunctionFields & PermissionFields & CredentialFields,
): FunctionTarget | undefined {
  return spec.permission === false || spec.credentials !== undefined ? undefined : invokedFunction(spec);
}

/** Returns the function that is invoked. */
export function invokedFunction(spec: FunctionFields): FunctionTarget {
  const { functionArn, functionInvokeArn } = spec;
  return { functionArn, functionInvokeArn, targetName: functionLabel(spec) };
}
