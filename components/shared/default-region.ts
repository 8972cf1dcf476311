import * as pulumi from "@pulumi/pulumi";

/** Returns the region that a resource's children of a type are made in, as far as it is known in plain text. */
export function regionOfChildren(parent: pulumi.Resource | undefined, type: string): string | undefined {
  return parent?.getProvider(type) === undefined ? defaultRegion() : undefined;
}

/** Returns the region that the stack's own aws provider works in, as it finds it. */
export function defaultRegion(): string | undefined {
  return new pulumi.Config("aws").get("region") ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}
