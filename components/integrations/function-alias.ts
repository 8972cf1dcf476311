import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import { type Problem, throwIfInvalid, validateKnown } from "../shared/problems";

export interface FunctionAliasArgs {
  /** The name or ARN of the function, without a version. */
  functionName: pulumi.Input<string>;
  /** The alias's own name, such as `live`; a literal. */
  alias: string;
  /** The published version that gets the requests. */
  version: pulumi.Input<string>;
  /** Another published version that gets a share of them. @default none: all go to `version` */
  nextVersion?: pulumi.Input<string>;
  /** The share of `nextVersion`, above 0 and up to 1. @default 0.1 */
  nextWeight?: pulumi.Input<number>;
  /** The number of environments that are kept warm, and paid for. @default none */
  provisionedConcurrency?: pulumi.Input<number>;
  /** The function's timeout in seconds, such as `orders.timeout`: it has to fit what API Gateway waits. @default not compared */
  timeout?: pulumi.Input<number | undefined>;
}

/**
 * A name for a version of a function, which `lambda(alias)` takes: requests move to the next version by weight, and back.
 *
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
    super("gatewright:index:FunctionAlias", name, {}, opts);
    throwIfInvalid(`FunctionAlias "${name}"`, aliasProblems(args));

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
  const weights =
    nextVersion === undefined
      ? undefined
      : pulumi.all([nextVersion, nextWeight]).apply(([next, weight]) => ({ [next]: weight }));
  return new lambda.Alias(
    name,
    {
      name: alias,
      functionName,
      functionVersion: version,
      routingConfig: weights === undefined ? undefined : { additionalVersionWeights: weights },
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

function aliasProblems({
  version,
  nextVersion,
  nextWeight,
  provisionedConcurrency: count,
}: FunctionAliasArgs): Problem[] {
  const published = (argument: string) => (received: string) =>
    /^\d+$/.test(received)
      ? undefined
      : { argument, received, expected: "a published version, such as 7", fix: "set publish: true on the function" };
  return [
    // an alias with weights or warm environments can't be of $LATEST
    ...(nextVersion === undefined && count === undefined ? [] : validateKnown<string>(version, published("version"))),
    ...validateKnown<string>(nextVersion, published("nextVersion")),
    ...validateKnown<number>(nextWeight, (received) =>
      received > 0 && received <= 1
        ? undefined
        : { argument: "nextWeight", received, expected: "a share above 0 and up to 1", fix: "write 0.1 for a tenth" },
    ),
    ...(nextWeight !== undefined && nextVersion === undefined
      ? [{ argument: "nextWeight", expected: "a nextVersion beside it", fix: "name the version that gets the share" }]
      : []),
  ];
}
