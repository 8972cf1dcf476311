import type * as pulumi from "@pulumi/pulumi";
import type { FieldTable } from "../shared/field-support";
import { type Problem, validateKnown } from "../shared/problems";
import { parseFunctionArn } from "../../aws/lambda-arn";
import type { FunctionTarget } from "./function-target";
import { functionArnProblem } from "./function-uri";

/** The fields of an integration or authorizer that invokes a function. */
export interface FunctionFields {
  /** The ARN of the function, alias or version to invoke. */
  functionArn: pulumi.Input<string>;
  /** The ARN that API Gateway invokes the function by. @default made from the ARN */
  functionInvokeArn?: pulumi.Input<string>;
}

/** Returns the support of the fields that a factory fills in from its function. */
export function FUNCTION_FIELDS(factory: string): FieldTable<FunctionFields> {
  return {
    functionArn: { required: { expected: "a function", fix: `use ${factory}(fn)` } },
    functionInvokeArn: {},
  };
}

/** Returns the function's name where its ARN is plain. */
export function functionLabel({ functionArn }: FunctionFields): string | undefined {
  return typeof functionArn === "string" ? parseFunctionArn(functionArn)?.name : undefined;
}

/** Returns the problem of a plain ARN. */
export function functionProblems({ functionArn }: FunctionFields, argument: string): Problem[] {
  return validateKnown<string>(functionArn, (arn) => functionArnProblem(`${argument}.functionArn`, arn));
}

/** Returns the function that the API must be allowed to invoke. */
export function invokedFunction(spec: FunctionFields & { name?: string }): FunctionTarget {
  return { functionArn: spec.functionArn, functionInvokeArn: spec.functionInvokeArn, name: spec.name };
}
