import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type * as lambda from "@pulumi/aws/lambda";
import { exportsHandler } from "../aws/lambda-handler";
import { acceptedByAws } from "../components/shared/accepted-by-aws";
import { checkArgumentNames } from "../components/shared/arguments";
import { Problems, throwIfInvalid } from "../components/shared/problems";
import { renamed } from "../components/shared/renamed";
import { nearestName } from "../language/nearest-name";
import { ARGUMENT_NAMES } from "./argument-names";
import type { NodeFunctionArgs } from "./args";
import { bundle } from "./bundle";
import { checkFunction, checkNodeCode } from "./checks";
import { type FunctionCode, functionResources, type FunctionResources } from "./lambda-function";

/** Has the runtime read the source map of the bundle: https://nodejs.org/docs/latest-v22.x/api/cli.html#--enable-source-maps */
const SOURCE_MAPS = "--enable-source-maps";

/**
 * A Lambda function in TypeScript or JavaScript, bundled by esbuild when the program runs. It has its own log group and role,
 * which can only write to that log group. Pass it directly to integrations and authorizers: `lambda(orders)`.
 *
 * @example
 * ```ts
 * const orders = new NodeFunction("orders", { entry: "handlers/orders.ts", environment: { TABLE: table.name } });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /orders": lambda(orders) } });
 * ```
 */
export class NodeFunction extends pulumi.ComponentResource {
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

  constructor(name: string, args: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `NodeFunction "${name}"`;
    super("gatewright:functions:NodeFunction", name, {}, acceptedByAws(component, renamed(name, opts)));
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "NodeFunctionArgs", ARGUMENT_NAMES);
    checkFunction(problems, args);
    checkNodeCode(problems, args);
    throwIfInvalid(component, problems);

    this.resources = functionResources(name, component, args, nodeCode(component, args, this), this);
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

function nodeCode(component: string, args: NodeFunctionArgs, resource: pulumi.Resource): FunctionCode {
  const { entry, handler = "handler", runtime = "nodejs22.x", bundle: options } = args;
  const nodeVersion = runtime.replace(/\D/g, "");
  const { code, warnings, exported } = bundle({ entry, nodeVersion, bundle: options });
  for (const warning of warnings) {
    void pulumi.log.warn(warning, resource);
  }
  refuseMissingHandler(component, { handler, entry, nodeVersion }, exported);
  const environment: Record<string, string> = options?.sourceMap === false ? {} : { NODE_OPTIONS: SOURCE_MAPS };
  return { code, handler: `index.${handler}`, runtime, environment };
}

/** @throws ComponentError where the file is known not to export the handler: Lambda would find that out at the first request */
function refuseMissingHandler(
  component: string,
  { handler, entry, nodeVersion }: { handler: string; entry: string; nodeVersion: string },
  exported: readonly string[] | undefined,
): void {
  const problems = new Problems();
  const named = exported?.filter((name) => name !== "default") ?? [];
  const nearest = nearestName(handler, named) ?? named[0];
  problems.unless(exported === undefined || exportsHandler(exported, handler, Number(nodeVersion)), "handler", {
    received: handler,
    expected: `an export of ${entry}${named.length === 0 ? ", which has none by name" : `: ${named.join(", ")}`}`,
    fix: nearest === undefined ? "export it" : `export it, or write ${JSON.stringify(nearest)}`,
  });
  throwIfInvalid(component, problems);
}
