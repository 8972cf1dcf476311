import * as pulumi from "@pulumi/pulumi";
import { readArn } from "../shared/mocks";

/**
 * A Lambda function or alias: an `aws.lambda.Function` and an `aws.lambda.Alias` both fit.
 *
 * @example { arn: "arn:aws:lambda:eu-west-1:123456789012:function:orders" }
 */
export interface FunctionRef {
  /**
   * The ARN of the function, alias or version.
   * @example "arn:aws:lambda:eu-west-1:123456789012:function:orders"
   */
  arn: pulumi.Input<string>;
  /**
   * The ARN by which API Gateway invokes it. @default derived from the ARN
   * @example orders.invokeArn
   */
  invokeArn?: pulumi.Input<string>;
  /**
   * The function's timeout in seconds, which is compared with what API Gateway waits. @default not compared
   * @example 10
   */
  timeout?: pulumi.Input<number | undefined>;
}

/** The targets of `lambda()` and `lambdaAuthorizer()`: a function or alias, a reference to one, or an ARN (with alias or version). */
export type FunctionInput = pulumi.Input<FunctionRef | string>;

/** A function as a spec holds it. */
export interface FunctionTarget {
  /** The ARN of the function, alias or version. */
  functionArn: pulumi.Input<string>;
  /** The ARN that API Gateway invokes it by, where the function's resource gave it. */
  functionInvokeArn?: pulumi.Input<string>;
  /** The logical name of the function's resource, or the function's name in a plain ARN. */
  targetName?: string;
}

const resolved = new WeakMap<object, FunctionTarget>();
/** Kept beside the spec, by its ARN: a timeout does not tell two targets apart. */
const timeouts = new WeakMap<object, pulumi.Input<number | undefined>>();

/** The timeout of the function with this ARN, in seconds; undefined where nothing is known of it. */
export function functionTimeout(functionArn: pulumi.Input<string> | undefined): pulumi.Input<number | undefined> {
  return typeof functionArn === "object" ? timeouts.get(functionArn) : undefined;
}

/** Returns what stands behind any form of a function. The same Output gives the same target, so that it stays one integration. */
export function functionTarget(fn: FunctionInput): FunctionTarget {
  if (typeof fn === "string") {
    return { functionArn: fn };
  }
  if (!pulumi.Output.isInstance(fn) && !(fn instanceof Promise)) {
    const name = pulumi.Resource.isInstance(fn) ? pulumi.resourceName(fn) : undefined;
    if (typeof fn.arn === "object" && fn.timeout !== undefined) {
      timeouts.set(fn.arn, fn.timeout);
    }
    return { functionArn: fn.arn, functionInvokeArn: fn.invokeArn, targetName: name };
  }
  const known = resolved.get(fn) ?? { functionArn: readArn(fn) };
  resolved.set(fn, known);
  return known;
}
