import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../../language/is-record";

/**
 * Returns whether a value that became known is one that a unit test's mocks made up: they return a resource's inputs with an id of their
 * own, and rarely what AWS computes. Such a value says nothing about the program, and an error about it would leave the outputs of the test
 * unresolved. Mocks that return values of AWS's form have `awsForm: true`, and are compared.
 * https://www.pulumi.com/docs/iac/guides/testing/unit/
 */
export function isMadeUp(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  const mocks: unknown = isRecord(monitor) ? monitor.mocks : undefined;
  return isRecord(mocks) && mocks.awsForm !== true;
}

/** Returns the ARN of a target in any form, as soon as it is known. One that mocks left out is read as empty. */
export function readArn(target: pulumi.Input<string | { arn: pulumi.Input<string> }>): pulumi.Output<string> {
  const known: pulumi.Output<string | { arn: string } | undefined> = pulumi.output(target);
  return known.apply((value) => (typeof value === "string" ? value : (value?.arn ?? "")));
}

/** Returns what a text says once it is known. One that mocks left out is read as empty. */
export function readText<T>(text: pulumi.Input<string>, read: (known: string) => T): pulumi.Output<pulumi.Unwrap<T>> {
  const known: pulumi.Output<string | undefined> = pulumi.output(text);
  return pulumi.output(known.apply((value) => read(value ?? "")));
}
