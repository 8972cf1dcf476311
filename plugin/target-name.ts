import * as pulumi from "@pulumi/pulumi";
import { readOutput } from "./outputs";

/** The fields that say where an integration or authorizer goes to, the nearest first. */
const TARGETS = ["configurationProfileArn", "functionArn", "targetArn", "issuer"];

/**
 * Adds the logical name of the resource that a target comes from, which the factories of TypeScript read from the resource itself:
 * the children of an API are called after it in every language.
 */
export async function withTargetName(spec: pulumi.Inputs): Promise<pulumi.Inputs> {
  const target = TARGETS.map((field): unknown => spec[field]).find((value) => value !== undefined);
  if (!pulumi.Output.isInstance(target)) {
    return spec;
  }
  const [urn, ...others] = (await readOutput(target)).dependencies;
  return urn === undefined || others.length > 0 ? spec : { ...spec, targetName: nameOf(urn) };
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>`, whose name may have colons too. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
