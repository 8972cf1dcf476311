import * as pulumi from "@pulumi/pulumi";
import { type Arn, isArn, parseArn } from "../../aws/arn";
import type { Expectation } from "../shared/problems";
import { readArn, readText } from "../shared/mocks";

/**
 * Anything with an ARN: a resource of `@pulumi/aws`, one that was looked up, or a reference to one.
 *
 * @example { arn: "arn:aws:sqs:eu-west-1:123456789012:orders" }
 */
export interface ArnRef {
  /**
   * The ARN of the resource.
   * @example "arn:aws:sqs:eu-west-1:123456789012:orders"
   */
  arn: pulumi.Input<string>;
}

/** The targets of the factories: a resource, a reference to one, or an ARN. */
export type ArnInput = pulumi.Input<ArnRef | string>;

/** A target as a spec holds it. */
export interface ArnTarget {
  targetArn: pulumi.Input<string>;
  /** The logical name of the target's resource. */
  targetName?: string;
}

const resolved = new WeakMap<object, pulumi.Output<string>>();

/** Returns what stands behind any form of a target. The same Output gives the same ARN, so that it stays one integration. */
export function arnTarget(target: ArnInput): ArnTarget {
  if (typeof target === "string") {
    return { targetArn: target };
  }
  if (!pulumi.Output.isInstance(target) && !(target instanceof Promise)) {
    const name = pulumi.Resource.isInstance(target) ? pulumi.resourceName(target) : undefined;
    return { targetArn: target.arn, targetName: name };
  }
  const known = resolved.get(target) ?? readArn(target);
  resolved.set(target, known);
  return { targetArn: known };
}

/** The parts of an ARN that was checked before, as soon as they are known. */
export function partOfArn(arn: pulumi.Input<string>, part: (parts: Arn) => string): pulumi.Input<string> {
  const read = (text: string): string => {
    const parts = parseArn(text);
    return parts === undefined ? "" : part(parts);
  };
  return typeof arn === "string" ? read(arn) : readText(arn, read);
}

/** Returns the check of an ARN that should name a resource of one service. */
export function checkArn(form: ArnForm): (received: string) => Expectation | undefined {
  return (received) => {
    const parts = parseArn(received);
    return isArn(received) && parts?.service === form.service && form.resource.test(parts.resource)
      ? undefined
      : { received, expected: `the ARN of ${form.what}`, fix: `pass ${form.pass}` };
  };
}

/** The way the ARNs of one kind of resource look, and what to call it. */
export interface ArnForm {
  service: string;
  resource: RegExp;
  /** With its article: `a queue`. */
  what: string;
  /** The fix for another value: `the queue itself`. */
  pass: string;
}
