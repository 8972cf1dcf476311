import { reveal } from "../../../engine/graph/value";
import { parseFunctionArn } from "../../../aws/lambda-arn";
import type { LambdaFunctionModel } from "../../model/shared/lambda-function";
import { defined } from "../../../language/defined";

/** The configuration of a function for the local Lambda runtime. */
export interface FunctionConfig extends LambdaFunctionModel {
  functionName: string;
  runtime: string;
  handler: string;
  /** The folder that relative asset paths start in. */
  workingDirectory: string;
  /** The reason why this function cannot run here, in words for the log. */
  refusal?: string;
}

export function functionConfig(model: LambdaFunctionModel, workingDirectory: string): FunctionConfig {
  const refusal = refusalOf(model);
  return {
    ...model,
    functionName: parseFunctionArn(model.arn)?.name ?? model.name,
    code: reveal(model.code),
    runtime: model.runtime ?? "",
    handler: model.handler ?? "",
    workingDirectory,
    ...defined({ refusal }),
  };
}

/** Returns what decides on how the function runs: with equal values it keeps its warm environments over a reload. */
export function runningConfig(config: FunctionConfig): unknown[] {
  return [
    config.arn,
    config.runtime,
    config.handler,
    config.memoryMb,
    config.timeoutSeconds,
    config.environment,
    config.logGroup,
    config.jsonLog,
    config.reservedConcurrency,
    config.aliases,
    config.refusal,
  ];
}

function refusalOf({ packageType, runtime, code, codeLocation, layers }: LambdaFunctionModel): string | undefined {
  if (packageType === "Image") {
    return "its package type is Image: only functions with a code archive run locally";
  }
  if (!/^(nodejs|python)/.test(runtime ?? "")) {
    return `its runtime is ${JSON.stringify(runtime ?? "")}: only nodejs* and python* run locally`;
  }
  if (code === undefined) {
    return `its code is not in the program (${codeLocation ?? "not known before a deployment"}): give it \`code\` as an archive`;
  }
  if (layers.length > 0) {
    return "it uses layers, which do not run locally: put what it needs into its own archive for the local stage";
  }
  return undefined;
}
