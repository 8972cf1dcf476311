import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type * as lambda from "@pulumi/aws/lambda";
import { acceptedByAws } from "../components/shared/accepted-by-aws";
import { checkArgumentNames } from "../components/shared/arguments";
import { Problems, throwIfInvalid } from "../components/shared/problems";
import { renamed } from "../components/shared/renamed";
import { ARGUMENT_NAMES } from "./argument-names";
import type { PythonFunctionArgs } from "./args";
import { checkFunction, checkPythonCode } from "./checks";
import { type FunctionCode, functionResources, type FunctionResources } from "./lambda-function";
import { sourceFolder } from "./source-folder";
import { wheelAssets } from "./wheels";

/**
 * A Lambda function in Python: a folder, with the packages that its requirements.txt lists. pip downloads their wheels for Lambda's
 * architecture and Python version, so you don't need Docker. It has its own log group and role, which can only write to that log
 * group. Pass it directly to integrations and authorizers: `lambda(orders)`.
 *
 * @example
 * ```ts
 * const orders = new PythonFunction("orders", { entry: "handlers/orders", handler: "app.handler" });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /orders": lambda(orders) } });
 * ```
 */
export class PythonFunction extends pulumi.ComponentResource {
  /** The ARN by which the function is called: that of its alias, if it has one. */
  readonly arn: pulumi.Output<string>;
  /** The ARN by which API Gateway invokes it. */
  readonly invokeArn: pulumi.Output<string>;
  /** The function's name. */
  readonly name: pulumi.Output<string>;
  /** The function's timeout in seconds. */
  readonly timeout: pulumi.Output<number | undefined>;
  /** The role that the function runs with, for grants. */
  readonly role: iam.Role;
  /** The underlying function; `lambda(orders)` calls the alias, if there is one, and `lambda(orders.function)` does not. */
  readonly function: lambda.Function;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: FunctionResources;

  constructor(name: string, args: PythonFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `PythonFunction "${name}"`;
    super("gatewright:functions:PythonFunction", name, {}, acceptedByAws(component, renamed(name, opts)));
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "PythonFunctionArgs", ARGUMENT_NAMES);
    checkFunction(problems, args);
    checkPythonCode(problems, args);
    throwIfInvalid(component, problems);

    this.resources = functionResources(name, component, args, pythonCode(component, args), this);
    const { function: fn, role, alias } = this.resources;
    this.function = fn;
    this.role = role;
    this.arn = alias?.arn ?? fn.arn;
    this.invokeArn = alias?.invokeArn ?? fn.invokeArn;
    this.name = fn.name;
    this.timeout = fn.timeout;
    this.registerOutputs({ arn: this.arn, invokeArn: this.invokeArn, name: this.name });
  }
}

function pythonCode(component: string, args: PythonFunctionArgs): FunctionCode {
  const { entry, handler, runtime = "python3.13", architecture = "arm64", requirements, exclude = [] } = args;
  const packages = wheelAssets(component, { folder: entry, requirements, runtime, architecture });
  const code = new pulumi.asset.AssetArchive({ ...packages, ...sourceFolder(entry, exclude) });
  return { code, handler, runtime, environment: {} };
}
