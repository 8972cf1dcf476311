import type { ResourceGraph, ResourceNode } from "../../../engine/graph";
import { isUnknown, type PropertyValue, reveal } from "../../../engine/value";

/** What the local Lambda runtime needs of an `aws.lambda.Function`. */
export interface FunctionConfig {
  urn: string;
  /** The logical name in the program. */
  name: string;
  functionName: string;
  arn: string;
  region: string;
  runtime: string;
  /** `file.export`, with folders before the file. */
  handler: string;
  /** MB. */
  memorySize: number;
  /** Seconds. */
  timeout: number;
  /** Undefined where the function has no reserved concurrency. */
  reservedConcurrency?: number;
  /** The function's own variables, in plain: they stay in memory. */
  variables: Record<string, string>;
  logGroup: string;
  /** The code as an asset or archive mark, or undefined where it is elsewhere (S3, an image). */
  code?: PropertyValue;
  /** Where relative asset paths start. */
  workingDirectory: string;
  /** Why this function cannot run here, in words for the log. */
  refusal?: string;
}

const FUNCTION_TYPES = new Set(["aws:lambda/function:Function", "aws:lambda/callbackFunction:CallbackFunction"]);

/** Every Lambda function of the program, whether it can run here or not. */
export function functionConfigs(graph: ResourceGraph): FunctionConfig[] {
  return graph.resources.filter((node) => FUNCTION_TYPES.has(node.type)).map((node) => functionConfig(node, graph));
}

function functionConfig(node: ResourceNode, graph: ResourceGraph): FunctionConfig {
  const value = (key: string): PropertyValue | undefined => {
    const input = reveal(node.inputs[key]);
    return input === undefined || isUnknown(input) ? reveal(node.outputs[key]) : input;
  };
  const text = (key: string): string | undefined => {
    const found = value(key);
    return typeof found === "string" && !isUnknown(found) ? found : undefined;
  };
  const count = (key: string): number | undefined => {
    const found = value(key);
    return typeof found === "number" ? found : undefined;
  };
  const functionName = text("name") ?? node.id ?? node.name;
  const arn = text("arn") ?? `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`;
  const config: FunctionConfig = {
    urn: node.urn,
    name: node.name,
    functionName,
    arn,
    region: arn.split(":")[3] ?? "us-east-1",
    runtime: text("runtime") ?? "",
    handler: text("handler") ?? "",
    memorySize: count("memorySize") ?? 128,
    timeout: count("timeout") ?? 3,
    variables: variablesOf(value("environment")),
    logGroup: logGroupOf(value("loggingConfig")) ?? `/aws/lambda/${functionName}`,
    code: value("code"),
    workingDirectory: graph.workingDirectory ?? graph.projectDirectory ?? process.cwd(),
  };
  const reserved = count("reservedConcurrentExecutions");
  if (reserved !== undefined && reserved >= 0) {
    config.reservedConcurrency = reserved;
  }
  config.refusal = refusalOf(config, value("packageType"), value("layers"));
  return config;
}

function variablesOf(environment: PropertyValue | undefined): Record<string, string> {
  const variables = member(environment, "variables");
  if (typeof variables !== "object" || variables === null || Array.isArray(variables)) {
    return {};
  }
  const known = Object.entries(variables).filter(([, value]) => value !== null && !isUnknown(value));
  return Object.fromEntries(
    known.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function logGroupOf(loggingConfig: PropertyValue | undefined): string | undefined {
  const logGroup = member(loggingConfig, "logGroup");
  return typeof logGroup === "string" && !isUnknown(logGroup) ? logGroup : undefined;
}

function refusalOf(
  config: FunctionConfig,
  packageType: PropertyValue | undefined,
  layers: PropertyValue | undefined,
): string | undefined {
  if (packageType === "Image") {
    return `its package type is Image: only functions with a code archive run locally`;
  }
  if (!/^(nodejs|python)/.test(config.runtime)) {
    return `its runtime is ${JSON.stringify(config.runtime)}: only nodejs* and python* run locally`;
  }
  if (config.code === undefined || config.code === null || isUnknown(config.code)) {
    return `its code is not in the program (S3, or not known before a deployment): give it \`code\` as an archive`;
  }
  if (Array.isArray(layers) && layers.length > 0) {
    return `it uses layers, which do not run locally: put what it needs into its own archive for the local stage`;
  }
  return undefined;
}

function member(value: PropertyValue | undefined, key: string): PropertyValue | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value[key] : undefined;
}
