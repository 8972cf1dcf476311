import * as pulumi from "@pulumi/pulumi";

/** Returns the region that the stack's own aws provider works in, as it finds it. */
export function defaultRegion(): string | undefined {
  return new pulumi.Config("aws").get("region") ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}
