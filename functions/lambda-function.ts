import * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import { NAMES } from "../aws/names";
import { FunctionAlias } from "../components/integrations/function-alias";
import { fittingName } from "../components/shared/resource-names";
import { defined } from "../language/defined";
import type { AliasArgs, FunctionArgs } from "./args";
import { executionRole } from "./execution-role";
import { functionLogGroup } from "./log-group";

/** The resources of a function, for properties that the arguments don't have. */
export interface FunctionResources {
  function: lambda.Function;
  /** The function's own role, or the one that it was given. */
  role: iam.Role;
  logGroup: cloudwatch.LogGroup;
  /** With the argument `alias`. */
  alias?: FunctionAlias;
}

/** The code of a function and how Lambda starts it. */
export interface FunctionCode extends Required<Pick<lambda.FunctionArgs, "code" | "handler" | "runtime">> {
  /** Variables that the runtime needs; the program's own win. */
  environment: Record<string, string>;
}

/** Registers the resources of a function of either runtime. */
export function functionResources(
  name: string,
  component: string,
  args: FunctionArgs,
  code: FunctionCode,
  parent: pulumi.Resource,
): FunctionResources {
  const logGroup = functionLogGroup(name, component, args, parent);
  const { role, policies } = executionRole(name, args, logGroup, parent);
  const inputs = functionInputs(args, code, role, logGroup);
  const fn = new lambda.Function(fittingName(name, NAMES.function), inputs, { parent, dependsOn: policies });
  const { alias } = args;
  return defined({ function: fn, role, logGroup, alias: alias && functionAlias(name, alias, fn, parent) });
}

function functionInputs(
  args: FunctionArgs,
  { environment, ...code }: FunctionCode,
  role: iam.Role,
  logGroup: cloudwatch.LogGroup,
): lambda.FunctionArgs {
  const { logFormat = "JSON", applicationLogLevel, systemLogLevel } = args.logging ?? {};
  const variables = pulumi
    .output(args.environment ?? {})
    .apply((own): Record<string, string> => ({ ...environment, ...own }));
  return {
    ...code,
    role: role.arn,
    architectures: [args.architecture ?? "arm64"],
    memorySize: args.memorySize ?? 256,
    timeout: args.timeout ?? 10,
    loggingConfig: { logFormat, logGroup: logGroup.name, ...defined({ applicationLogLevel, systemLogLevel }) },
    environment: { variables },
    ...defined({
      description: args.description,
      layers: args.layers,
      publish: args.alias === undefined ? undefined : true,
      reservedConcurrentExecutions: args.reservedConcurrency,
      tracingConfig: args.tracing === true ? { mode: "Active" } : undefined,
      vpcConfig: args.vpc,
      tags: args.tags,
    }),
  };
}

function functionAlias(
  name: string,
  { name: alias, version, newestWeight, provisionedConcurrency }: AliasArgs,
  fn: lambda.Function,
  parent: pulumi.Resource,
): FunctionAlias {
  return new FunctionAlias(
    `${name}-${alias}`,
    {
      functionName: fn.name,
      alias,
      version: version ?? fn.version,
      timeout: fn.timeout,
      ...defined({
        nextVersion: newestWeight === undefined ? undefined : fn.version,
        nextWeight: newestWeight,
        provisionedConcurrency,
      }),
    },
    { parent },
  );
}
