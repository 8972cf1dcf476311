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
  /** The logical name of the function's resource; the factories set it. @default the name in a plain ARN */
  targetName?: string;
}

/** Returns the support of the fields that a factory fills in from its function. */
export function FUNCTION_FIELDS(factory: string): FieldTable<FunctionFields> {
  return {
    functionArn: { named: true, required: { expected: "a function", fix: `use ${factory}(fn)` } },
    functionInvokeArn: { named: true },
    targetName: { named: true },
  };
}

/** Returns the logical name of the function's resource, or the function's name and qualifier where the ARN is plain. */
export function functionLabel({ functionArn, targetName }: FunctionFields): string | undefined {
  const parts = typeof functionArn === "string" ? parseFunctionArn(functionArn) : undefined;
  const name = parts?.qualifier === undefined ? parts?.name : `${parts.name}:${parts.qualifier}`;
  return targetName ?? name;
}

/** Returns the problem of a plain ARN. */
export function functionProblems({ functionArn }: FunctionFields, argument: string): Problem[] {
  return validateKnown<string>(functionArn, (arn) => functionArnProblem(`${argument}.functionArn`, arn));
}

/** Returns the function that the API must be allowed to invoke. */
export function invokedFunction(spec: FunctionFields): FunctionTarget {
  const { functionArn, functionInvokeArn } = spec;
  return { functionArn, functionInvokeArn, targetName: functionLabel(spec) };
}
