import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { type Expectation, Problems, throwIfInvalid } from "../shared/problems";
import { renamed } from "../shared/renamed";

/**
 * The arguments of a FunctionAlias.
 *
 * @example { functionName: orders.name, alias: "live", version: orders.version }
 */
export interface FunctionAliasArgs {
  /**
   * The name or ARN of the function, without a version.
   * @example orders.name
   */
  functionName: pulumi.Input<string>;
  /**
   * The alias's own name, such as `live`; a literal.
   * @example "live"
   */
  alias: string;
  /**
   * The published version that gets the requests.
   * @example "7"
   */
  version: pulumi.Input<string>;
  /**
   * Another published version that gets a share of them. @default none: all go to `version`
   * @example "8"
   */
  nextVersion?: pulumi.Input<string>;
  /**
   * The share of `nextVersion`, above 0 and up to 1. @default 0.1
   * @example 0.25
   */
  nextWeight?: pulumi.Input<number>;
  /**
   * The number of environments that are kept warm, and paid for. @default none
   * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   * @example 5
   */
  provisionedConcurrency?: pulumi.Input<number>;
  /**
   * The function's timeout in seconds, such as `orders.timeout`: it has to fit what API Gateway waits. @default not compared
   * @example orders.timeout
   */
  timeout?: pulumi.Input<number | undefined>;
}

/**
 * A name for a version of a function, which `lambda(alias)` takes: requests move to the next version by weight, and back.
 *
 * @example
 * ```ts
 * const live = new FunctionAlias("orders-live", { functionName: orders.name, alias: "live", version: "7", nextVersion: "8" });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /orders": lambda(live) } });
 * ```
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export class FunctionAlias extends pulumi.ComponentResource {
  /** The alias's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The ARN that API Gateway invokes it by. */
  readonly invokeArn: pulumi.Output<string>;
  /** The function's timeout in seconds, where it was given. */
  readonly timeout: pulumi.Input<number | undefined>;

  constructor(name: string, args: FunctionAliasArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:FunctionAlias", name, {}, acceptedByAws(`FunctionAlias "${name}"`, renamed(name, opts)));
    const component = `FunctionAlias "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "FunctionAliasArgs");
    checkAlias(problems, args);
    throwIfInvalid(component, problems);

    const alias = weightedAlias(name, args, this);
    provisionedConcurrency(name, args, alias, this);

    this.arn = alias.arn;
    this.invokeArn = alias.invokeArn;
    this.timeout = args.timeout;
    this.registerOutputs({ arn: this.arn, invokeArn: this.invokeArn });
  }
}

function weightedAlias(name: string, args: FunctionAliasArgs, parent: pulumi.Resource): lambda.Alias {
  const { functionName, alias, version, nextVersion, nextWeight = 0.1 } = args;
  const routingConfig =
    nextVersion === undefined
      ? undefined
      : pulumi
          .all([version, nextVersion, nextWeight])
          // the newest version may be the one that stays: AWS rejects a share of the same version
          .apply(([own, next, weight]) =>
            own === next ? undefined : { additionalVersionWeights: { [next]: weight } },
          );
  return new lambda.Alias(
    name,
    {
      name: alias,
      functionName,
      functionVersion: version,
      routingConfig,
    },
    { parent },
  );
}

/** https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html */
function provisionedConcurrency(
  name: string,
  { functionName, provisionedConcurrency: count }: FunctionAliasArgs,
  alias: lambda.Alias,
  parent: pulumi.Resource,
): void {
  if (count !== undefined) {
    const config = { functionName, qualifier: alias.name, provisionedConcurrentExecutions: count };
    new lambda.ProvisionedConcurrencyConfig(`${name}-provisioned`, config, { parent });
  }
}

function checkAlias(problems: Problems, args: FunctionAliasArgs): void {
  const { alias, version, nextVersion, nextWeight, provisionedConcurrency } = args;
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html (Name)
  problems.unless(/^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/.test(alias), "alias", {
    received: alias,
    expected: "1 to 128 letters, digits, hyphens and underscores, which are not digits alone",
    fix: 'write "live" or the like',
  });
  problems.known<number>("provisionedConcurrency", provisionedConcurrency, (received) =>
    Number.isInteger(received) && received >= 1
      ? undefined
      : { received, expected: "a whole number from 1", fix: "leave it out for no warm environments" },
  );
  problems.unless(typeof nextVersion !== "string" || nextVersion !== version, "nextVersion", {
    received: nextVersion,
    expected: "another version than `version`",
    fix: "name the version that gets the share",
  });
  // an alias with weights or warm environments can't be of $LATEST
  if (nextVersion !== undefined || provisionedConcurrency !== undefined) {
    problems.known<string>("version", version, checkPublished);
  }
  problems.known<string>("nextVersion", nextVersion, checkPublished);
  problems.known<number>("nextWeight", nextWeight, (received) =>
    received > 0 && received <= 1
      ? undefined
      : { received, expected: "a share above 0 and up to 1", fix: "write 0.1 for a tenth" },
  );
  problems.unless(nextWeight === undefined || nextVersion !== undefined, "nextWeight", {
    expected: "a nextVersion beside it",
    fix: "name the version that gets the share",
  });
}

function checkPublished(received: string): Expectation | undefined {
  return /^\d+$/.test(received)
    ? undefined
    : { received, expected: "a published version, such as 7", fix: "set publish: true on the function" };
}
